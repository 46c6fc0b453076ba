/**
 * Tables whose rows are not kept in a backup. Who is signed in or half-way in, who holds a link that opens once, which
 * televisions and readers have a link, and how fast a name is tried are true of one server at one time: given back, a session that
 * was ended or a link that was used or revoked would open the door again.
 */
export const leftOut: readonly string[] = [
  'session',
  'half_session',
  'used_challenge',
  'access_link',
  'wall_link',
  'reader_link',
  'sign_in_pace',
];
