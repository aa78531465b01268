// Runs in the notebook when a frame of it was loaded: the frame becomes as high as its page, whose
// ground becomes light or dark as the notebook's is, now and after another theme.
function settle(frame) {
  const { port1: page, port2: theirs } = new MessageChannel();
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const tell = () => {
    probe.fillStyle = getComputedStyle(frame).color; // of the text around it
    probe.fillRect(0, 0, 1, 1);
    const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
    page.postMessage({ dark: red + green + blue > 384 }); // light text stands on a dark ground
  };
  page.onmessage = ({ data }) => (frame.style.height = `${data.height}px`);
  frame.style.resize = "none";
  frame.style.transition = "color 1ms"; // which ends or breaks off where the colour is another
  frame.ontransitionend = frame.ontransitioncancel = tell;
  frame.contentWindow.postMessage("settle", "*", [theirs]);
  tell();
}
