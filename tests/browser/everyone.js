// What axe does not look at: names that leave out what is shown, targets under 24 px, text whose
// contrast axe cannot tell because of a picture behind it. Each fault is a line of text.
() => {
  const all = [];
  const collect = (root) => {
    for (const each of root.querySelectorAll("*")) {
      all.push(each);
      if (each.shadowRoot) collect(each.shadowRoot);
    }
  };
  collect(document);
  const parentOf = (each) => each.parentElement ?? each.getRootNode().host ?? null;
  const seen = (each) =>
    each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    each.getClientRects().length > 0;
  const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const shortly = (each) =>
    `${each.outerHTML.slice(0, 110)} “${(each.innerText ?? "").slice(0, 40)}”`.replace(/\s+/g, " ");
  const PRESSED = "a[href], button, summary, [role=button], [role=tab]";
  const pressed = all.filter((each) => seen(each) && each.matches(`${PRESSED}, input, select`));

  const names = pressed.filter((each) => {
    const name = each.matches(PRESSED) && each.getAttribute("aria-label");
    return name && words(each.innerText ?? "").some((word) => !words(name).includes(word));
  });

  const small = pressed.filter((each) => {
    const label = each.matches("input") && each.closest("label");
    const { width, height } = (label || each).getBoundingClientRect();
    const inText =
      each.matches("a") &&
      getComputedStyle(each).display === "inline" &&
      each.parentElement.innerText.length > each.innerText.length + 8;
    if (inText || each.closest('[data-testid="stSlider"]')) return false; // its track is 40 px high
    return width > 1 && height > 1 && Math.min(width, height) < 23.9;
  });

  const dot = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    dot.clearRect(0, 0, 1, 1);
    dot.fillStyle = colour;
    dot.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = dot.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (upper, lower) =>
    [0, 1, 2].map((i) => upper[i] * upper[3] + lower[i] * (1 - upper[3]));
  const luminance = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (...two) => {
    const [low, high] = two.map(luminance).sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const groundOf = (each) => {
    const above = each && groundOf(parentOf(each));
    if (!each) return [255, 255, 255];
    const own = rgba(getComputedStyle(each).backgroundColor);
    return own[3] ? over(own, above) : above;
  };
  const opacityOf = (each) =>
    each ? Number(getComputedStyle(each).opacity) * opacityOf(parentOf(each)) : 1;
  const IGNORED = "option, script, style, svg *, [data-testid=stSliderThumbValue] *"; // on no ground
  const pale = all.flatMap((each) => {
    const text = [...each.childNodes].map((node) => (node.nodeType === 3 ? node.data : "")).join("");
    if (words(text).length === 0 || !seen(each) || each.matches(IGNORED)) return [];
    if (each.closest(":disabled, [aria-disabled=true]")) return [];
    const { color, clipPath, fontSize, fontWeight } = getComputedStyle(each);
    if (clipPath !== "none" || each.closest(".mv-hidden, .hidden")) return [];
    const ink = rgba(color);
    ink[3] *= opacityOf(each);
    const found = contrast(over(ink, groundOf(each)), groundOf(each));
    const [size, bold] = [parseFloat(fontSize), Number(fontWeight) >= 700];
    const least = size >= 24 || (bold && size >= 18.6) ? 3 : 4.5;
    return found < least - 0.01 ? [`contrast ${found.toFixed(2)}: ${shortly(each)}`] : [];
  });
  const side = document.scrollingElement;
  return [
    ...names.map((each) => `its name leaves out what it shows: ${shortly(each)}`),
    ...small.map((each) => `smaller than 24 px: ${shortly(each)}`),
    ...new Set(pale),
    ...(side.scrollWidth > side.clientWidth ? [`${side.scrollWidth} px wide`] : []),
  ];
}
