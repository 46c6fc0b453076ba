/** The second sign of a stacked part, readable without colour. */
export type TextureKind = 'plain' | 'hatched' | 'dotted' | 'crossed' | 'hollow';

const tile = 8;

type Pen = CanvasRenderingContext2D;

const strokes: Record<TextureKind, (pen: Pen) => void> = {
  plain: () => undefined,
  hatched: (pen) => {
    for (const shift of [-tile, 0, tile]) {
      pen.moveTo(shift, tile);
      pen.lineTo(shift + tile, 0);
    }
  },
  dotted: (pen) => {
    pen.rect(1, 1, 2, 2);
    pen.rect(5, 5, 2, 2);
  },
  crossed: (pen) => {
    pen.moveTo(0, tile / 2);
    pen.lineTo(tile, tile / 2);
    pen.moveTo(tile / 2, 0);
    pen.lineTo(tile / 2, tile);
  },
  hollow: (pen) => {
    pen.moveTo(0, tile / 2);
    pen.lineTo(tile, tile / 2);
  },
};

/**
 * A fill of one colour with a texture in another. `hollow` is drawn the other way round: lines of the colour on the
 * ground. Where a canvas gives no pattern, the plain colour stands.
 */
export function texture(kind: TextureKind, colour: string, ground: string): string | CanvasPattern {
  if (kind === 'plain') return colour;
  const canvas = document.createElement('canvas');
  canvas.width = tile;
  canvas.height = tile;
  const pen = canvas.getContext('2d');
  if (pen === null) return colour;
  const hollow = kind === 'hollow';
  pen.fillStyle = hollow ? ground : colour;
  pen.fillRect(0, 0, tile, tile);
  pen.strokeStyle = hollow ? colour : ground;
  pen.lineWidth = hollow ? 3 : 1.6;
  pen.beginPath();
  strokes[kind](pen);
  pen.stroke();
  return pen.createPattern(canvas, 'repeat') ?? colour;
}

/** The colour a token stands for on this element now, as the browser computes it (`rgb(…)`); for drawing on a canvas. */
export function resolveColour(host: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  host.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
