// The entry: what is set on a page changes its address and makes no entry of the history.
import { holdAddress } from "../shared/history.js";

export default function address() {
  return holdAddress((...change) => history.replaceState(...change));
}
