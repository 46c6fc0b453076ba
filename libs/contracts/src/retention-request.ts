import { z } from 'zod';

/** Body of `PUT /api/v1/retention` and of its preview: how long each is kept, in months. */
export const retentionRequestSchema = z.strictObject({
  callMonths: z.number().int().min(1).max(12),
  agentMonths: z.number().int().min(1).max(3),
  auditMonths: z.number().int().min(1).max(36),
});
export type RetentionRequest = z.infer<typeof retentionRequestSchema>;
