// The colour scales. Lightness moves evenly along each (in OKLab), so equal steps look equal; the
// two arms of a diverging scale differ in hues that colour-blind eyes tell apart.

function gamma(linear) {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}

// Lightness 0 to 1 and the two colour axes of OKLab -> [red, green, blue] (Ottosson 2020).
function oklab([lightness, a, b]) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

// The same colour by chroma (0 to about 0.2) and hue in degrees.
function polar([lightness, chroma, hue]) {
  const angle = (hue * Math.PI) / 180;
  return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)];
}

// 256 colours through evenly spaced stops of [lightness, chroma, hue].
function ramp(stops) {
  const points = stops.map(polar);
  return Array.from({ length: 256 }, (_, i) => {
    const at = (i / 255) * (points.length - 1);
    const low = Math.min(Math.floor(at), points.length - 2);
    return oklab(
      points[low].map((part, axis) => part + (points[low + 1][axis] - part) * (at - low)),
    );
  });
}

const LIGHT_INK = [0.55, 0.13, 252];
const DARK_INK = [0.68, 0.12, 245];

// A bias fades the ink of “may read” when it takes away, and deepens it when it adds.
const LIGHT = {
  weights: ramp([
    [0.965, 0.014, 225],
    [0.8, 0.085, 235],
    [0.635, 0.13, 247],
    [0.47, 0.14, 258],
    [0.305, 0.11, 268],
  ]),
  scores: ramp([
    [0.5, 0.135, 45],
    [0.73, 0.12, 58],
    [0.965, 0.004, 90],
    [0.73, 0.11, 244],
    [0.5, 0.15, 256],
  ]),
  output: ramp([
    [0.48, 0.15, 315],
    [0.72, 0.11, 315],
    [0.965, 0.004, 140],
    [0.72, 0.11, 155],
    [0.48, 0.11, 157],
  ]),
  bias: ramp([
    [0.93, 0.105, 103],
    [0.75, 0.085, 190],
    LIGHT_INK,
    [0.45, 0.17, 315],
    [0.36, 0.15, 355],
  ]),
  ink: oklab(polar(LIGHT_INK)),
};

const DARK = {
  weights: ramp([
    [0.27, 0.035, 268],
    [0.435, 0.11, 262],
    [0.6, 0.14, 250],
    [0.765, 0.12, 232],
    [0.93, 0.06, 205],
  ]),
  scores: ramp([
    [0.8, 0.13, 62],
    [0.54, 0.1, 52],
    [0.28, 0.008, 280],
    [0.54, 0.11, 256],
    [0.8, 0.11, 240],
  ]),
  output: ramp([
    [0.8, 0.12, 315],
    [0.54, 0.11, 312],
    [0.28, 0.008, 280],
    [0.54, 0.09, 160],
    [0.8, 0.13, 155],
  ]),
  bias: ramp([
    [0.46, 0.085, 103],
    [0.575, 0.085, 190],
    DARK_INK,
    [0.79, 0.13, 315],
    [0.9, 0.085, 355],
  ]),
  ink: oklab(polar(DARK_INK)),
};

// The scales of a theme: weights (0 to 1); scores, output, bias (-1 to 1); the ink of “may read”.
export function scalesFor(dark) {
  return dark ? DARK : LIGHT;
}

// The colour at share 0 to 1 of a scale.
export function colourAt(scale, share) {
  return scale[Math.round(255 * Math.min(1, Math.max(0, share)))];
}

// Weights are drawn by their square root, so that 1/64 can be seen beside 1; the key says so.
export function weightColour(scales, weight) {
  return colourAt(scales.weights, Math.sqrt(Math.max(0, weight)));
}

// A signed number on a diverging scale whose ends are -limit and limit.
export function signedColour(scale, value, limit) {
  return colourAt(scale, 0.5 + (0.5 * value) / (limit || 1));
}
