// The style sheet is fetched beside the script; before it and all it imports are there nothing can
// be measured.

function arrived({ sheet }) {
  if (!sheet) return false;
  return [...sheet.cssRules].every((rule) => !(rule instanceof CSSImportRule) || rule.styleSheet);
}

export function whenStyled(parent, then) {
  const link = parent.querySelector("link[rel=stylesheet]");
  if (!link || arrived(link)) return then();
  for (const end of ["load", "error"]) link.addEventListener(end, then, { once: true });
}
