// The board's message: a header that lists the parts, and the bodies of those that are sent.

// bytes: Uint8Array -> { header, bodies }, bodies still packed if header.packed says so.
export function openMessage(bytes) {
  const size = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + size)));
  return { header, bodies: bytes.subarray(4 + size) };
}

// Raw deflate undone; what is no deflate gives no bytes, so that its parts are asked for again.
export async function unpacked(bodies) {
  const stream = new Blob([bodies]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  try {
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    return new Uint8Array();
  }
}
