/** What stands in the fields of a form, by their names; the empty text where there is none. */
export function writtenIn(fields: FormData): (name: string) => string {
  return (name) => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : '';
  };
}
