// Marks the page while its server owes it an answer: from the moment it asks for a run until the
// run that began after that is over and drawn. Streamlit's own "not running" is also true before.
{
  const ASKED = 0x5a; // first byte of a BackMsg with rerun_script
  const [BEGUN, OVER] = [0x22, 0x30]; // of a ForwardMsg: new_session and script_finished
  const AGAIN = 2; // how a run is over that makes way for a newer one
  const BEFORE = [0x0a, 0x12]; // its hash and metadata
  let owes = null;

  function said(bytes) {
    let at = 0;
    while (BEFORE.includes(bytes[at])) {
      let [size, shift] = [0, 0];
      do size += (bytes[++at] & 127) * 2 ** shift; while ((shift += 7, bytes[at] > 127));
      at += 1 + size;
    }
    return [bytes[at], bytes[at + 1]];
  }

  function owe(what) {
    owes = what;
    if (what) document.documentElement.dataset.owed = what;
    else delete document.documentElement.dataset.owed;
  }

  function heard([kind, how]) {
    if (kind === BEGUN && owes) owe("begun");
    else if (kind === OVER && how !== AGAIN && owes === "begun")
      requestAnimationFrame(() => setTimeout(() => owes === "begun" && owe(null)));
  }

  window.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener("message", ({ data }) => heard(said(new Uint8Array(data))));
    }

    send(data) {
      if (new Uint8Array(data)[0] === ASKED) owe("asked");
      super.send(data);
    }
  };
}
