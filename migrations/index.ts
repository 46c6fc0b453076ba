import type { MigrationInterface } from 'typeorm';

import { IntakeTables1795376000001 } from './1795376000001-intake-tables';
import { FoldTables1795376000002 } from './1795376000002-fold-tables';
import { DemoDays1795376000003 } from './1795376000003-demo-days';
import { FoldZone1795376000004 } from './1795376000004-fold-zone';
import { CallSurveys1795376000005 } from './1795376000005-call-surveys';
import { SatisfactionPublications1795376000006 } from './1795376000006-satisfaction-publications';
import { SurveyComments1795376000007 } from './1795376000007-survey-comments';
import { FileImports1795376000008 } from './1795376000008-file-imports';
import { DemoRecords1795376000009 } from './1795376000009-demo-records';
import { SurveyInvitations1795376000010 } from './1795376000010-survey-invitations';
import { Reports1795376000011 } from './1795376000011-reports';
import { AnsweredByBot1795900000000 } from './1795900000000-answered-by-bot';
import { FoldProjections1795900100001 } from './1795900100001-fold-projections';
import { OwnQuarters1795900100002 } from './1795900100002-own-quarters';
import { KeyedCommentIds1795900200000 } from './1795900200000-keyed-comment-ids';
import { Installation1795900200001 } from './1795900200001-installation';
import { AgentAliases1795900300001 } from './1795900300001-agent-aliases';
import { UndoneRefusals1795900310000 } from './1795900310000-undone-refusals';
import { RoundLeases1795900400000 } from './1795900400000-round-leases';
import { OneOutbox1795900400001 } from './1795900400001-one-outbox';
import { AnswersInParts1795900400002 } from './1795900400002-answers-in-parts';
import { StaffPlan1795900600000 } from './1795900600000-staff-plan';
import { PartitionsByTheOwner1795900720000 } from './1795900720000-partitions-by-the-owner';
import { People1795900740000 } from './1795900740000-people';
import { AuditEntries1795900750000 } from './1795900750000-audit-entries';
import { KeptSince1795900750001 } from './1795900750001-kept-since';
import { Erasures1795900750002 } from './1795900750002-erasures';
import { SecondFactors1796000100000 } from './1796000100000-second-factors';
import { Passkeys1796000110000 } from './1796000110000-passkeys';
import { PersonIdentities1796000120000 } from './1796000120000-person-identities';
import { WallLinks1796000200000 } from './1796000200000-wall-links';
import { ReportReaders1796000200001 } from './1796000200001-report-readers';
import { BoundApiKeys1796000300000 } from './1796000300000-bound-api-keys';
import { SettingsChanges1796000300001 } from './1796000300001-settings-changes';
import { AuditVerifications1796000400000 } from './1796000400000-audit-verifications';
import { Obligations1796000500000 } from './1796000500000-obligations';
import { NamedClinics1796000700000 } from './1796000700000-named-clinics';
import { CallerKeys1796100100000 } from './1796100100000-caller-keys';
import { SecondFactorRule1796100100001 } from './1796100100001-second-factor-rule';
import { ClinicSheets1796100300000 } from './1796100300000-clinic-sheets';
import { Diagnosis1796100300001 } from './1796100300001-diagnosis';
import { Connectors1796100500000 } from './1796100500000-connectors';
import { AgentTime1796300000000 } from './1796300000000-agent-time';
import { CallsOfObligations1796500000000 } from './1796500000000-calls-of-obligations';
import { HistoryMailings1796300000001 } from './1796300000001-history-mailings';
import { Followups1796500000001 } from './1796500000001-followups';
import { NoTriggers1796100600000 } from './1796100600000-no-triggers';
import { CallerLooks1796600000000 } from './1796600000000-caller-looks';
import { QuestionsWithoutAnswer1796700000000 } from './1796700000000-questions-without-answer';
import { SheetQuestions1796700000001 } from './1796700000001-sheet-questions';
import { ConnectorRecordings1796800000000 } from './1796800000000-connector-recordings';
import { SettingsProposals1796900000000 } from './1796900000000-settings-proposals';
import { PlannedDays1796900000001 } from './1796900000001-planned-days';
import { Calling1796901000000 } from './1796901000000-calling';
import { KeptNumbers1796902000000 } from './1796902000000-kept-numbers';
import { Campaigns1796904000000 } from './1796904000000-campaigns';
import { SharedCallers1796907000000 } from './1796907000000-shared-callers';
import { SheetApprovalByLink1796909000000 } from './1796909000000-sheet-approval-by-link';
import { SheetReadings1796909000001 } from './1796909000001-sheet-readings';
import { SheetRequests1796909000002 } from './1796909000002-sheet-requests';
import { Incidents1796911000000 } from './1796911000000-incidents';
import { NotedCalls1796911000001 } from './1796911000001-noted-calls';
import { Handovers1796912000000 } from './1796912000000-handovers';
import { CallGreetings1796912000001 } from './1796912000001-call-greetings';
import { DaySums1796914000000 } from './1796914000000-day-sums';
import { HistoryViews1796915000000 } from './1796915000000-history-views';
import { MailingPauses1796915000001 } from './1796915000001-mailing-pauses';
import { InvoiceCounts1796915000002 } from './1796915000002-invoice-counts';
import { PersonTables1796915000003 } from './1796915000003-person-tables';
import { FilledGaps1796918000000 } from './1796918000000-filled-gaps';

/** Every migration, oldest first. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  IntakeTables1795376000001,
  FoldTables1795376000002,
  DemoDays1795376000003,
  FoldZone1795376000004,
  CallSurveys1795376000005,
  SatisfactionPublications1795376000006,
  SurveyComments1795376000007,
  FileImports1795376000008,
  DemoRecords1795376000009,
  SurveyInvitations1795376000010,
  Reports1795376000011,
  AnsweredByBot1795900000000,
  FoldProjections1795900100001,
  OwnQuarters1795900100002,
  KeyedCommentIds1795900200000,
  Installation1795900200001,
  AgentAliases1795900300001,
  UndoneRefusals1795900310000,
  RoundLeases1795900400000,
  OneOutbox1795900400001,
  AnswersInParts1795900400002,
  StaffPlan1795900600000,
  PartitionsByTheOwner1795900720000,
  People1795900740000,
  AuditEntries1795900750000,
  KeptSince1795900750001,
  Erasures1795900750002,
  SecondFactors1796000100000,
  Passkeys1796000110000,
  PersonIdentities1796000120000,
  WallLinks1796000200000,
  ReportReaders1796000200001,
  BoundApiKeys1796000300000,
  SettingsChanges1796000300001,
  AuditVerifications1796000400000,
  Obligations1796000500000,
  NamedClinics1796000700000,
  CallerKeys1796100100000,
  SecondFactorRule1796100100001,
  ClinicSheets1796100300000,
  Diagnosis1796100300001,
  Connectors1796100500000,
  NoTriggers1796100600000,
  AgentTime1796300000000,
  HistoryMailings1796300000001,
  CallsOfObligations1796500000000,
  Followups1796500000001,
  CallerLooks1796600000000,
  QuestionsWithoutAnswer1796700000000,
  SheetQuestions1796700000001,
  ConnectorRecordings1796800000000,
  SettingsProposals1796900000000,
  PlannedDays1796900000001,
  Calling1796901000000,
  KeptNumbers1796902000000,
  Campaigns1796904000000,
  SharedCallers1796907000000,
  SheetApprovalByLink1796909000000,
  SheetReadings1796909000001,
  SheetRequests1796909000002,
  Incidents1796911000000,
  NotedCalls1796911000001,
  Handovers1796912000000,
  CallGreetings1796912000001,
  DaySums1796914000000,
  HistoryViews1796915000000,
  MailingPauses1796915000001,
  InvoiceCounts1796915000002,
  PersonTables1796915000003,
  FilledGaps1796918000000,
];
