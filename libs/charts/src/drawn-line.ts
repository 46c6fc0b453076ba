import type { Plugin } from 'chart.js';

/** How a point of a line stands out; null: not at all. */
export type LineDot = {
  readonly shape: 'circle' | 'triangle';
  readonly radius: number;
  readonly fill: string;
};

/** A line over the steps of a chart, broken where a value is missing. */
export type DrawnLine = {
  readonly values: readonly (number | null)[];
  readonly colour: string;
  readonly width: number;
  /** Whether it keeps its height until the next step. */
  readonly stepped: boolean;
  readonly dot: (index: number) => LineDot | null;
  /** What surrounds a triangle, so that it stands out from the line. */
  readonly ground: string;
};

type Place = { readonly x: number; readonly y: number };

/**
 * Draws lines on the scales of a bar chart. The line parts of chart.js would come with every chart of the pages, the
 * live one's too, since a package is one module; what a line needs beside the scales is this.
 */
export function lines(all: readonly DrawnLine[]): Plugin<'bar'> {
  return {
    id: 'lines',
    beforeDatasetsDraw: ({ ctx, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.lineJoin = 'round';
      for (const line of all) {
        const places = line.values.map((value, index) =>
          value === null ? null : { x: x.getPixelForValue(index), y: y.getPixelForValue(value) },
        );
        stroke(ctx, line, places);
        places.forEach((place, index) => {
          const dot = line.dot(index);
          if (place !== null && dot !== null) mark(ctx, place, dot, line.ground);
        });
      }
      ctx.restore();
    },
  };
}

function stroke(
  ctx: CanvasRenderingContext2D,
  { colour, width, stepped }: DrawnLine,
  places: readonly (Place | null)[],
): void {
  ctx.beginPath();
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  let last: Place | null = null;
  for (const place of places) {
    if (place !== null && last === null) ctx.moveTo(place.x, place.y);
    else if (place !== null && last !== null) {
      if (stepped) ctx.lineTo(place.x, last.y);
      ctx.lineTo(place.x, place.y);
    }
    last = place;
  }
  ctx.stroke();
}

function mark(
  ctx: CanvasRenderingContext2D,
  { x, y }: Place,
  { shape, radius, fill }: LineDot,
  ground: string,
): void {
  ctx.beginPath();
  if (shape === 'circle') ctx.arc(x, y, radius, 0, 2 * Math.PI);
  else {
    ctx.moveTo(x, y - radius);
    ctx.lineTo(x + radius, y + radius * 0.8);
    ctx.lineTo(x - radius, y + radius * 0.8);
    ctx.closePath();
    ctx.strokeStyle = ground;
    ctx.lineWidth = 2;
    ctx.stroke();
  }
  ctx.fillStyle = fill;
  ctx.fill();
}
