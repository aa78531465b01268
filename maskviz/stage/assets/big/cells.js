// The cells of a large mask, counted once, so that any rectangle is known by four numbers.

// cells: one byte each, 0 or 1, row after row. Counts are of the cells that may be read.
export function countCells(cells, rows, columns) {
  const wide = columns + 1;
  const sums = new Uint32Array((rows + 1) * wide); // sums[r, c]: open cells above r and left of c
  for (let row = 0; row < rows; row++) {
    let line = 0;
    for (let column = 0; column < columns; column++) {
      line += cells[row * columns + column];
      sums[(row + 1) * wide + column + 1] = sums[row * wide + column + 1] + line;
    }
  }
  return {
    rows,
    columns,
    // Open cells in the rows from `top` and the columns from `left`, the ends not included.
    open: (top, left, bottom, right) =>
      sums[bottom * wide + right] -
      sums[top * wide + right] -
      sums[bottom * wide + left] +
      sums[top * wide + left],
  };
}

// The rows with nothing to read, neighbours together, as [first, end].
export function emptyStretches({ rows, columns, open }) {
  const found = [];
  for (let row = 0; row < rows; row++) {
    if (open(row, 0, row + 1, columns)) continue;
    const last = found.at(-1);
    if (last?.[1] === row) last[1]++;
    else found.push([row, row + 1]);
  }
  return found;
}
