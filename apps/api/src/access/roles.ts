/** What somebody is within a tenant; a membership is one of these together with a scope. */
export const roles = ['administrator', 'supervisor', 'manager', 'secretary', 'reviewer', 'officer'] as const;
export type Role = (typeof roles)[number];

/** Whether the text names a role. */
export function isRole(text: string): text is Role {
  return roles.some((role) => role === text);
}

/** Who a column of the table of permissions is of: a role, or the link of a television. */
export type Column = Role | 'wall';

/**
 * How far a permission goes for a column: over the scope of the membership, or only over what is the person's own (the
 * calls, time and figures of the agent whose account it is). A television's scope is that of its link.
 */
export type Reach = 'scope' | 'own';
