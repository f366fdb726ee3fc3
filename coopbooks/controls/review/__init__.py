"""A period reviewed: what was asked, who signed for which state of the book."""
