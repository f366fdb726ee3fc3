"""Bodies added up: one currency, one chart, and nothing counted twice."""
