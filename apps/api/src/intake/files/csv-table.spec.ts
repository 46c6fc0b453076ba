import { describe, expect, it } from '@jest/globals';

import { openCsvTable } from './csv-table';

const columns = { required: ['callId', 'queue'], optional: ['comment'] };

async function* chunked(text: string | Buffer, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text as string);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}
async function read(text: string | Buffer, size = 7): Promise<unknown[]> {
  const { rows } = await openCsvTable(chunked(text, size), columns);
  const read: unknown[] = [];
  for await (const items of rows) {
    for (const item of items) {
      if (item.kind === 'bad') read.push([item.line, item.problem]);
      else read.push([item.line, item.cell('callId'), item.cell('queue'), item.cell('comment')]);
    }
  }
  return read;
}

describe('a table in a stream', () => {
  it.each([1, 3, 1000])('is read the same in chunks of %i bytes', async (size) => {
    const text = '\uFEFFqueue;CallId;comment\r\ndésk;c1;"é\r\nà"\r\n\r\nx;c2;y';
    expect(await read(text, size)).toEqual([
      [2, 'c1', 'désk', 'é\nà'],
      [5, 'c2', 'x', 'y'],
    ]);
  });

  it('may begin with empty lines, be separated by tabs, and lack what is optional', async () => {
    expect(await read('\n\ncallId\tqueue\nc1\td,e\n')).toEqual([[4, 'c1', 'd,e', undefined]]);
  });

  it('may come from a French spreadsheet, in Windows-1252; a line in no known charset is told by its number', async () => {
    const latin = Buffer.from('callId;queue\r\nc1;Médecine\r\nc2;M\x8edecine\r\n', 'latin1');
    expect(await read(latin)).toEqual([
      [2, 'c1', 'Médecine', undefined],
      [
        3,
        'the line is neither UTF-8 nor Windows-1252: name its charset (charset=…), or save the file as UTF-8',
      ],
    ]);
  });

  it('may name its separator in a line of its own, as a spreadsheet is told', async () => {
    const rows = 'callId;queue\r\n"c,1";rdv\r\n';
    expect(await read(`\uFEFFsep=;\r\n${rows}`)).toEqual([[3, 'c,1', 'rdv', undefined]]);
    expect(await read('"sep=,"\ncallId,queue\nc1,a;b;c\n')).toEqual([[3, 'c1', 'a;b;c', undefined]]);
  });

  it('has rows of its header’s width', async () => {
    expect(await read('callId,queue\nc1\nc2,q\n')).toEqual([
      [2, 'has 1 fields instead of 2'],
      [3, 'c2', 'q', undefined],
    ]);
  });

  it('tells what of its header is missing, twice or unknown', async () => {
    await expect(read('callId,"Que\u0007ue"\n')).rejects.toThrow(
      'The header lacks queue. It names: callId, Que?ue.',
    );
    await expect(read('callId,queue,QUEUE\n')).rejects.toThrow('The header names queue twice.');
    await expect(read('"callId,queue\n')).rejects.toThrow('The first line must name the columns.');
    await expect(read('\n \n')).rejects.toThrow('The file is empty');
    await expect(read('sep=;\n')).rejects.toThrow('The file is empty');
    await expect(read('callId;queue\rc1;rdv\r')).rejects.toThrow('Lines end as on an old Macintosh');
    const table = await openCsvTable(chunked('callId,queue,mood,comment', 100), columns);
    expect(table).toMatchObject({
      columns: ['callId', 'queue', 'comment'],
      ignoredColumns: ['mood'],
    });
  });
});
