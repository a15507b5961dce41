import type { components } from "./schema";

// Names for the generated types; the types themselves come from the OpenAPI document.
type Schemas = components["schemas"];

export type Tenant = Schemas["TenantView"];
export type WhatIfAnswer = Schemas["WhatIfAnswer"];
export type Session = Schemas["SessionView"];
export type User = Schemas["UserView"];
export type CreatedUser = Schemas["CreatedUser"];
export type RenewedSetupLink = Schemas["RenewedSetupLink"];
export type AssignableAgent = Schemas["AssignableAgent"];
export type Client = Schemas["ClientView"];
export type AuditEntry = Schemas["AuditEntry"];
export type ContactRow = Schemas["ContactRow"];
export type Contact = Schemas["ContactView"];
export type AccountRow = Schemas["AccountRow"];
export type Account = Schemas["AccountView"];
export type ContactListRow = Schemas["ListView"];
export type Suppression = Schemas["SuppressionRow"];
export type ComplianceProfile = Schemas["ProfileView"];
export type ComplianceProfileBody = Schemas["ProfileBody"];
export type ComplianceProfiles = Schemas["ProfileList"];
export type CampaignCompliance = Schemas["CampaignCompliance"];
export type CallRetention = Schemas["CallRetention"];
export type ComplianceEvidence = Schemas["ComplianceEvidence"];
export type SuppressionsAdded = Schemas["AddedSuppressions"];
export type MembersAdded = Schemas["AddedMembers"];
/** Pushed on channel imports: the numbers of the import with its id and state. */
export type ImportProgress = Schemas["ImportProgressView"] & { importId: string; status: string; error: string | null };
export type Import = Schemas["ImportView"];
export type ImportListRow = Schemas["ImportListRow"];
export type EncodingProposal = Schemas["EncodingProposal"];
export type ImportTarget = Schemas["ImportTarget"];
export type ImportCheck = Schemas["ImportCheck"];
export type ImportError = Schemas["ImportErrorRow"];
export type Question = Schemas["Question"];
export type Campaign = Schemas["Campaign"];
export type CampaignListRow = Schemas["CampaignListRow"];
export type AudiencePreview = Schemas["AudiencePreview"];
export type QueueEntry = Schemas["QueueEntry"];
export type QuotaView = Schemas["QuotaView"];
export type Callback = Schemas["Callback"];
export type WhyContact = Schemas["WhyContact"];
export type WhyGate = Schemas["WhyGate"];
export type ContactCampaign = Schemas["ContactCampaign"];
export type QueueAgent = Schemas["QueueAgent"];
export type LiveCall = Schemas["LiveCall"];
export type QueueSnapshot = Schemas["QueueSnapshot"];
export type QueueAlert = Schemas["QueueAlert"];
export type AgentIdle = Schemas["AgentIdle"];
export type PaceMinute = Schemas["PaceMinute"];
export type CampaignPace = Schemas["CampaignPace"];
export type CampaignReportRow = Schemas["CampaignReportRow"];
export type PenetrationRow = Schemas["PenetrationRow"];
export type AgentReportRow = Schemas["AgentReportRow"];
export type HourReportRow = Schemas["HourReportRow"];
export type AmdReportRow = Schemas["AmdReportRow"];
export type CallbackReportRow = Schemas["CallbackReportRow"];
export type CallbackLine = Schemas["CallbackLine"];
export type AbandonReportRow = Schemas["AbandonReportRow"];
/** Every dialer report answers like this. */
export type Report<T> = { from: string; to: string; timeZone: string; rows: T[] };
export type CallCard = Schemas["CallCard"];
export type AgentView = Schemas["AgentView"];
export type PreviewCard = Schemas["PreviewCard"];
export type AgentNotice = Schemas["AgentNotice"];
export type MyBreak = Schemas["MyBreak"];
export type MyContact = Schemas["MyContact"];
export type DialVerdict = Schemas["DialVerdict"];
export type PauseCode = Schemas["PauseCode"];
export type CampaignAgentIds = Schemas["CampaignAgentIds"];
export type SupervisionView = Schemas["SupervisionView"];
export type AgentAssignment = Schemas["AgentAssignment"];
export type CallRow = Schemas["CallRow"];
export type LeadRow = Schemas["LeadRow"];
export type Home = Schemas["Home"];
export type FirstSteps = Schemas["FirstSteps"];
export type Overview = Schemas["Overview"];
export type OverviewDay = Schemas["OverviewDay"];
export type GoalProgress = Schemas["GoalProgress"];
export type TeamNow = Schemas["TeamNow"];
export type Order = Schemas["Order"];
export type OrderDownload = Schemas["OrderDownload"];
export type Lead = Schemas["Lead"];
export type OrderLead = Schemas["OrderLead"];

export type DemoRole = Schemas["DemoRole"];
export type DemoFresh = Schemas["DemoFresh"];

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total: { count: number; exact: boolean };
}
