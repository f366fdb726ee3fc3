// A link into a table that is folded opens it, also after coming back from another
// page of Fava; not every browser does that by itself.

function unfold() {
  const found = document.getElementById(window.location.hash.slice(1));
  const folded = found?.closest(".coop details");
  if (folded) {
    folded.open = true;
    found.scrollIntoView();
  }
}

export default {
  init() {
    window.addEventListener("hashchange", unfold);
  },
  onExtensionPageLoad: unfold,
};
