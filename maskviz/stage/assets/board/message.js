// The board's message: a header that lists the parts, and the bodies of those that are sent.

// bytes: Uint8Array -> { header, bodies }, bodies still packed if header.packed says so.
export function openMessage(bytes) {
  const size = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + size)));
  return { header, bodies: bytes.subarray(4 + size) };
}

// Raw deflate undone; what is no deflate gives no bytes, so that its parts are asked for again.
export async function unpacked(bodies) {
  const { writable, readable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  const ignore = () => {}; // the reader says it too
  writer.write(bodies).catch(ignore);
  writer.close().catch(ignore);
  try {
    return new Uint8Array(await new Response(readable).arrayBuffer());
  } catch {
    return new Uint8Array();
  }
}
