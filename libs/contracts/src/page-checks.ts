import type * as z from 'zod/mini';

import {
  callbackClaimViewSchema,
  callbackDetailSchema,
  callbackListSchema,
  callbackNumberSchema,
  clinicAlertViewSchema,
} from './callbacks';
import { clinicGreetingSchema } from './greetings';
import { handoverListSchema } from './handovers';
import { followupFileSchema, followupListSchema } from './followups';
import {
  campaignListSchema,
  campaignSchema,
  campaignVersionsSchema,
  contactListSchema,
  importedContactsSchema,
  marksSchema,
} from './campaigns';
import {
  endedSchema,
  invitedSchema,
  linkViewSchema,
  madeLinkSchema,
  meSchema,
  myDataSchema,
  newSecondFactorSchema,
  passkeyOptionsSchema,
  factorRuleSchema,
  passkeySchema,
  passkeysSchema,
  peopleSchema,
  personSchema,
  providerAddressSchema,
  providerSignedInSchema,
  recoveryCodesSchema,
  secondFactorSchema,
  sessionsSchema,
  signInStepSchema,
  signInWaysSchema,
  madeWallLinkSchema,
  wallLinksSchema,
  wallViewSchema,
} from './accounts';
import { earlierCallsSchema, frequentCallersSchema, sharedNumbersSchema } from './earlier-calls';
import { connectorSchema, connectorsSchema, connectorTestSchema } from './connectors';
import { apiKeysSchema, apiKeySchema, madeApiKeySchema } from './api-keys';
import { auditPageSchema, auditVerificationSchema } from './audit';
import { callWaysSchema, callWayTestSchema, madeCallWaySchema } from './calling';
import { callerErasureSchema, callerErasuresSchema, callerExportSchema } from './callers';
import { callExplanationSchema, callListSchema } from './calls';
import { commentsAnswerSchema } from './comments';
import {
  historyBreakdownSchema,
  historyPresetsSchema,
  historySchema,
  savedViewSchema,
  savedViewsSchema,
} from './history';
import { incidentDetailSchema, incidentListSchema } from './incidents';
import { diagnosisListSchema, diagnosisSchema } from './diagnosis';
import { invoiceSchema } from './invoice';
import { mailingsSchema } from './mailings';
import { liveSnapshotSchema, recentCallsSchema, tenantsSchema } from './live';
import { notedSchema, ownCallAnswerSchema, ownSheetSchema } from './own-call';
import { agentTimeRowsSchema, presentedRowsSchema } from './metrics';
import {
  readerAnswersSchema,
  readerFrameSchema,
  readerSheetSchema,
  reportReadersSchema,
  sheetReadersSchema,
} from './readers';
import {
  reportActionsSchema,
  reportBlockSchema,
  reportFrameSchema,
  reportSummariesSchema,
} from './report-document';
import {
  centreNamesSchema,
  changedSettingsSchema,
  retentionPreviewSchema,
  retentionSchema,
  settingsChangesSchema,
  settingsProposalSchema,
  settingsProposalsSchema,
  staffDaySchema,
  staffPlanChangesSchema,
  teamDaySchema,
  settingsViewSchema,
  staffNoticeSchema,
} from './settings-forms';
import { shapeOf } from './shape-of';
import { shapeTexts } from './shape-texts';
import { changedSheetsSchema } from './sheet-changes';
import { sheetQuestionsSchema, sheetRequestsSchema } from './sheet-questions';
import { clinicSheetSchema, sheetListSchema, sheetSchema, sheetVersionTextSchema } from './sheets';

/*
 * What our own page checks an answer by. The schemas themselves would bring all of zod into the page; what a page needs
 * to know is which fields are there and of which kind they are, and that is written down here in short, once, when the
 * docs are written. A spec holds what is written against the schemas.
 */

/** The files of the page that are written from the schemas: which answers each holds, and the types of these. */
export const pageChecks = {
  'apps/dashboard/src/app/shell/page-answers.ts': {
    meShape: [meSchema, 'Me'],
    tenantsShape: [tenantsSchema, 'readonly TenantView[]'],
    recentCallsShape: [recentCallsSchema, 'readonly RecentCallView[]'],
    presentedRowsShape: [presentedRowsSchema, 'PresentedRows'],
    handoverListShape: [handoverListSchema, 'HandoverList'],
  },
  'apps/dashboard/src/app/live/past-answers.ts': {
    pastBoardShape: [liveSnapshotSchema, 'LiveSnapshot'],
  },
  'apps/dashboard/src/app/account/account-answers.ts': {
    centreNamesShape: [centreNamesSchema, 'CentreNames'],
    linkViewShape: [linkViewSchema, 'LinkView'],
    sessionsShape: [sessionsSchema, 'readonly SessionView[]'],
    endedShape: [endedSchema, 'EndedView'],
    signInWaysShape: [signInWaysSchema, 'SignInWays'],
    providerAddressShape: [providerAddressSchema, 'ProviderAddress'],
    providerSignedInShape: [providerSignedInSchema, 'ProviderSignedIn'],
    signInStepShape: [signInStepSchema, 'SignInStep'],
    secondFactorShape: [secondFactorSchema, 'SecondFactorView'],
    newSecondFactorShape: [newSecondFactorSchema, 'NewSecondFactor'],
    passkeyOptionsShape: [passkeyOptionsSchema, 'PasskeyOptions'],
    passkeyShape: [passkeySchema, 'PasskeyView'],
    passkeysShape: [passkeysSchema, 'readonly PasskeyView[]'],
    recoveryCodesShape: [recoveryCodesSchema, 'RecoveryCodes'],
  },
  'apps/dashboard/src/app/history/history-answers.ts': {
    historyShape: [historySchema, 'History'],
    historyBreakdownShape: [historyBreakdownSchema, 'HistoryBreakdown'],
    historyPresetsShape: [historyPresetsSchema, 'HistoryPresets'],
    agentTimeRowsShape: [agentTimeRowsSchema, 'AgentTimeRows'],
    invoiceShape: [invoiceSchema, 'Invoice'],
    mailingsShape: [mailingsSchema, 'Mailings'],
    savedViewShape: [savedViewSchema, 'SavedView'],
    savedViewsShape: [savedViewsSchema, 'readonly SavedView[]'],
  },
  'apps/dashboard/src/app/calls/call-answers.ts': {
    callListShape: [callListSchema, 'CallList'],
    callExplanationShape: [callExplanationSchema, 'CallExplanation'],
  },
  'apps/dashboard/src/app/people/people-answers.ts': {
    peopleShape: [peopleSchema, 'readonly PersonView[]'],
    personShape: [personSchema, 'PersonView'],
    invitedShape: [invitedSchema, 'InvitedView'],
    madeLinkShape: [madeLinkSchema, 'MadeLinkView'],
    factorRuleShape: [factorRuleSchema, 'FactorRuleView'],
  },
  'apps/dashboard/src/app/callbacks/callback-answers.ts': {
    callbackListShape: [callbackListSchema, 'CallbackList'],
    callbackDetailShape: [callbackDetailSchema, 'CallbackDetail'],
    callbackNumberShape: [callbackNumberSchema, 'CallbackNumber'],
    clinicAlertShape: [clinicAlertViewSchema, 'ClinicAlertView'],
    callbackClaimShape: [callbackClaimViewSchema, 'CallbackClaimView'],
    followupListShape: [followupListSchema, 'FollowupList'],
    followupFileShape: [followupFileSchema, 'FollowupFile'],
  },
  'apps/dashboard/src/app/incidents/incident-answers.ts': {
    incidentListShape: [incidentListSchema, 'IncidentList'],
    incidentDetailShape: [incidentDetailSchema, 'IncidentDetail'],
  },
  'apps/dashboard/src/app/campaigns/campaign-answers.ts': {
    campaignListShape: [campaignListSchema, 'CampaignList'],
    campaignShape: [campaignSchema, 'Campaign'],
    campaignVersionsShape: [campaignVersionsSchema, 'CampaignVersions'],
    importedContactsShape: [importedContactsSchema, 'ImportedContacts'],
    contactListShape: [contactListSchema, 'ContactList'],
    marksShape: [marksSchema, 'Marks'],
  },
  'apps/dashboard/src/app/callers/caller-answers.ts': {
    earlierCallsShape: [earlierCallsSchema, 'EarlierCalls'],
    frequentCallersShape: [frequentCallersSchema, 'FrequentCallers'],
    sharedNumbersShape: [sharedNumbersSchema, 'SharedNumbers'],
  },
  'apps/dashboard/src/app/secretary/secretary-answers.ts': {
    ownCallAnswerShape: [ownCallAnswerSchema, 'OwnCallAnswer'],
    ownSheetShape: [ownSheetSchema, 'OwnSheet'],
    notedShape: [notedSchema, 'Noted'],
  },
  'apps/dashboard/src/app/screens/screen-answers.ts': {
    wallLinksShape: [wallLinksSchema, 'readonly WallLinkView[]'],
    madeWallLinkShape: [madeWallLinkSchema, 'MadeWallLink'],
  },
  'apps/dashboard/src/app/wall/wall-answers.ts': {
    wallViewShape: [wallViewSchema, 'WallView'],
  },
  'apps/dashboard/src/app/privacy/privacy-answers.ts': {
    auditPageShape: [auditPageSchema, 'AuditPage'],
    auditVerificationShape: [auditVerificationSchema, 'AuditVerification'],
    retentionShape: [retentionSchema, 'RetentionView'],
    retentionPreviewShape: [retentionPreviewSchema, 'RetentionPreview'],
    myDataShape: [myDataSchema, 'MyData'],
    callerExportShape: [callerExportSchema, 'CallerExport'],
    callerErasureShape: [callerErasureSchema, 'CallerErasure'],
    callerErasuresShape: [callerErasuresSchema, 'readonly CallerErasure[]'],
  },
  'apps/dashboard/src/app/keys/keys-answers.ts': {
    apiKeysShape: [apiKeysSchema, 'readonly ApiKeyView[]'],
    apiKeyShape: [apiKeySchema, 'ApiKeyView'],
    madeApiKeyShape: [madeApiKeySchema, 'MadeApiKeyView'],
  },
  'apps/dashboard/src/app/telephony/telephony-answers.ts': {
    connectorsShape: [connectorsSchema, 'ConnectorsView'],
    connectorShape: [connectorSchema, 'ConnectorView'],
    connectorTestShape: [connectorTestSchema, 'ConnectorTest'],
    callWaysShape: [callWaysSchema, 'CallWaysView'],
    madeCallWayShape: [madeCallWaySchema, 'MadeCallWayView'],
    callWayTestShape: [callWayTestSchema, 'CallWayTest'],
  },
  'apps/dashboard/src/app/settings/settings-answers.ts': {
    settingsViewShape: [settingsViewSchema, 'SettingsView'],
    changedSettingsShape: [changedSettingsSchema, 'ChangedSettings'],
    staffNoticeShape: [staffNoticeSchema, 'StaffNoticeView'],
    settingsChangesShape: [settingsChangesSchema, 'SettingsChanges'],
    settingsProposalShape: [settingsProposalSchema, 'SettingsProposal'],
    settingsProposalsShape: [settingsProposalsSchema, 'SettingsProposals'],
    teamDayShape: [teamDaySchema, 'TeamDay'],
    staffDayShape: [staffDaySchema, 'StaffDay'],
    staffPlanChangesShape: [staffPlanChangesSchema, 'StaffPlanChanges'],
  },
  'apps/dashboard/src/app/sheets/diagnosis-answers.ts': {
    clinicGreetingShape: [clinicGreetingSchema, 'ClinicGreeting'],
    diagnosisShape: [diagnosisSchema, 'Diagnosis'],
    diagnosisListShape: [diagnosisListSchema, 'DiagnosisList'],
  },
  'apps/dashboard/src/app/sheets/sheet-answers.ts': {
    sheetListShape: [sheetListSchema, 'SheetList'],
    clinicSheetShape: [clinicSheetSchema, 'ClinicSheet'],
    sheetShape: [sheetSchema, 'Sheet'],
    sheetVersionTextShape: [sheetVersionTextSchema, 'SheetVersionText'],
    sheetQuestionsShape: [sheetQuestionsSchema, 'SheetQuestions'],
    sheetReadersShape: [sheetReadersSchema, 'SheetReaders'],
    sheetRequestsShape: [sheetRequestsSchema, 'SheetRequests'],
    changedSheetsShape: [changedSheetsSchema, 'ChangedSheets'],
  },
  'apps/dashboard/src/app/reader/reader-answers.ts': {
    readerFrameShape: [readerFrameSchema, 'ReaderFrame'],
    readerAnswersShape: [readerAnswersSchema, 'readonly ReaderAnswer[]'],
    readerSheetShape: [readerSheetSchema, 'ReaderSheet'],
  },
  'apps/dashboard/src/app/satisfaction/report-answers.ts': {
    reportReadersShape: [reportReadersSchema, 'ReportReaders'],
    reportSummariesShape: [reportSummariesSchema, 'ReportSummaries'],
    reportFrameShape: [reportFrameSchema, 'ReportFrame'],
    reportBlockShape: [reportBlockSchema, 'ReportBlock'],
    reportActionsShape: [reportActionsSchema, 'readonly ReportAction[]'],
    commentsAnswerShape: [commentsAnswerSchema, 'CommentsAnswer'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly [z.core.$ZodType, string]>>>>;

/** The text of one of these files. What stands in it more than once is written once, by its name in the contract. */
export function pageCheckText(path: keyof typeof pageChecks): string {
  const answers = Object.entries<readonly [z.core.$ZodType, string]>(pageChecks[path]);
  const types = [...new Set(answers.map(([, [, type]]) => /[A-Z]\w+/.exec(type)?.[0] ?? ''))].toSorted();
  const texts = shapeTexts(answers.map(([, [schema]]) => shapeOf(schema)));
  return [
    '// Written by `npm run docs` from the schemas of libs/contracts: change them there.\n',
    `import type { ${types.join(', ')} } from '@vigie/contracts';\n\n`,
    `import { checkOf } from '${path.includes('/shell/') ? '.' : '../shell'}/read-answer';\n\n`,
    ...texts.named.map(([name, text]) => `const ${name} = ${text} as const;\n`),
    ...answers.map(
      ([name, [, type]], index) => `export const ${name} = checkOf<${type}>(${texts.of[index]});\n`,
    ),
  ].join('');
}
