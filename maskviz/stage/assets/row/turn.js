// The turn: each pair of numbers of q and of k by an angle that grows with its position.
import { limitOf } from "../shared/vector_strip.js";
import { number } from "../shared/words.js";
import { stack } from "./stack.js";

export function drawTurn(view) {
  const before = (letter) => view.row.working.arrays[letter].data;
  const after = (letter) => view.row.arrays[letter === "q" ? "query" : "key"].data;
  const lines = () => {
    const all = ["q", "k"].flatMap((letter) => [
      { label: `${letter} = W_${letter} x`, numbers: before(letter), at: letter },
      { label: `${letter}, turned`, numbers: after(letter), at: "turn" },
    ]);
    const limit = limitOf(all.flatMap(({ numbers }) => [...numbers]), 1);
    return all.map((line) => ({ ...line, limit, scale: view.scales.output }));
  };
  const pair = (letter, i, half, side) => {
    const [was, is] = [before(letter), after(letter)].map(
      (numbers) => `(${number(numbers[i])}, ${number(numbers[i + half])})`,
    );
    const angle = (view.row.working.arrays.angles.data[side * half + i] * 180) / Math.PI;
    return `${letter}: ${was} by ${number(angle)}° is ${is}`;
  };
  const read = (i) => {
    const half = before("q").length / 2;
    if (i === null) return "Each number is turned together with the one half a vector further on.";
    const first = i % half;
    const both = `${pair("q", first, half, 0)}; of ${pair("k", first, half, 1)}`;
    return `numbers ${first} and ${first + half} of ${both}`;
  };
  return stack(view, lines, read);
}
