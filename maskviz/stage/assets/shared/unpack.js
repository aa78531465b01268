// The inverse of maskviz/stage/pack.py: bytes in, header and typed arrays out.

function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function filled(array, read) {
  for (let i = 0; i < array.length; i++) array[i] = read(i);
  return array;
}

const READERS = {
  f2: (view, at, count) =>
    filled(new Float32Array(count), (i) => half(view.getUint16(at + 2 * i, true))),
  f4: (view, at, count) =>
    filled(new Float32Array(count), (i) => view.getFloat32(at + 4 * i, true)),
  u1: (view, at, count) => filled(new Uint8Array(count), (i) => view.getUint8(at + i)),
  b1: (view, at, count) =>
    filled(new Uint8Array(count), (i) => (view.getUint8(at + (i >> 3)) >> (7 - (i & 7))) & 1),
};

// message: Uint8Array. Returns the header with header.arrays[name] = { shape, data }.
export function unpack(message) {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const size = view.getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(message.subarray(4, 4 + size)));
  for (const [name, { dtype, shape, offset }] of Object.entries(header.arrays)) {
    const count = shape.reduce((a, b) => a * b, 1);
    header.arrays[name] = { shape, data: READERS[dtype](view, 4 + size + offset, count) };
  }
  return header;
}

export function jsonOf(body) {
  return JSON.parse(new TextDecoder().decode(body));
}
