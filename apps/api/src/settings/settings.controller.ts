import { Body, Controller, Get, Param, Patch, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  changedSettingsSchema,
  changeSettingsSchema,
  settingsChangesSchema,
  settingsKinds,
  settingsViewSchema,
  type ChangedSettings,
  type SettingsChanges,
  type SettingsView,
} from '@vigie/contracts';
import { stringify } from 'yaml';

import { WhoMay } from '../access/may';
import { requireWholeCentre } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import { Answers, Refuses, Takes } from '../platform/http/answers';
import { readBody, readChoice, readId } from '../platform/http/read-request';
import { SettingsForms } from './settings-forms';
import type { ItemOf } from './settings-items';

/** What a centre decides, one clinic, queue, team or agent at a time. */
@ApiTags('settings')
@Controller('api/v1/settings')
export class SettingsController {
  constructor(private readonly forms: SettingsForms) {}

  @Get()
  @ApiOperation({ summary: 'What of the newest settings is of the viewer’s scope.' })
  @Answers(settingsViewSchema)
  read(@WhoMay('settings.see') viewer: Viewer): Promise<SettingsView> {
    return this.forms.view(viewer);
  }

  @Get('file')
  @ApiOperation({ summary: 'The newest settings whole, as the YAML file that `vigie configure` takes.' })
  @ApiResponse({ status: 200, content: { 'application/yaml': { schema: { type: 'string' } } } })
  @Refuses(403, 'Only who sees the whole centre takes its settings out.')
  async file(@WhoMay('settings.see') { tenantId, scopeOf }: Viewer): Promise<StreamableFile> {
    requireWholeCentre(scopeOf('settings.see'));
    const text = stringify(await this.forms.document(tenantId), { lineWidth: 0 });
    return new StreamableFile(Buffer.from(text), {
      type: 'application/yaml; charset=utf-8',
      disposition: 'attachment; filename="settings.yaml"',
    });
  }

  @Get(':kind/:id/changes')
  @ApiOperation({ summary: 'What was changed of one of them, newest first.' })
  @Answers(settingsChangesSchema)
  changes(
    @WhoMay('settings.see') viewer: Viewer,
    @Param('kind') kind: string,
    @Param('id') id: string,
  ): Promise<SettingsChanges> {
    return this.forms.changes(viewer, readItem(kind, id));
  }

  @Patch(':kind/:id')
  @ApiOperation({ summary: 'Changes one of them from a day on; one that is not there yet begins then.' })
  @Takes(changeSettingsSchema)
  @Answers(changedSettingsSchema)
  @Refuses(400, '`invalid_settings`, with `faults` by field.')
  @Refuses(409, '`settings_changed`: somebody changed it since the form began.')
  change(
    @WhoMay('settings.change') viewer: Viewer,
    @Param('kind') kind: string,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ChangedSettings> {
    return this.forms.change(viewer, readItem(kind, id), readBody(changeSettingsSchema, body));
  }
}

/** One clinic, queue, team or agent, as an address names it. Throws 400 `invalid_parameter`. */
export const readItem = (kind: string, id: string): ItemOf => ({
  kind: readChoice('kind', settingsKinds, kind),
  id: readId('id', id),
});
