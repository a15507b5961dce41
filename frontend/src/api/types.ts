import type { components } from "./schema";

// Names for the generated types; the types themselves come from the OpenAPI document.
type Schemas = components["schemas"];

export type Tenant = Schemas["TenantView"];
export type SessionUser = Schemas["SessionUser"];
export type WhatIfAnswer = Schemas["WhatIfAnswer"];
export type Session = Schemas["SessionView"];
export type User = Schemas["UserView"];
export type CreatedUser = Schemas["CreatedUser"];
export type AssignableAgent = Schemas["AssignableAgent"];
export type Client = Schemas["ClientView"];
export type AuditEntry = Schemas["AuditEntry"];
export type ContactRow = Schemas["ContactRow"];
export type ContactAccount = Schemas["ContactAccount"];
export type ContactList = Schemas["ContactList"];
export type ContactCall = Schemas["ContactCall"];
export type Contact = Schemas["ContactView"];
export type AccountRow = Schemas["AccountRow"];
export type Account = Schemas["AccountView"];
export type ContactListRow = Schemas["ListView"];
export type Suppression = Schemas["SuppressionRow"];
export type InvalidSuppression = Schemas["InvalidSuppression"];
export type SuppressionsAdded = Schemas["AddedSuppressions"];
export type MembersAdded = Schemas["AddedMembers"];
export type ImportColumn = Schemas["ImportColumn"];
/** Pushed on channel imports: the numbers of the import with its id and state. */
export type ImportProgress = Schemas["ImportProgressView"] & { importId: string; status: string; error: string | null };
export type Import = Schemas["ImportView"];
export type ImportTarget = Schemas["ImportTarget"];
export type ImportExample = Schemas["ImportCheckExample"];
export type ImportProblem = Schemas["ImportCheckProblem"];
export type ImportCheck = Schemas["ImportCheck"];
export type ImportErrorReason = Schemas["ImportErrorReason"];
export type ImportError = Schemas["ImportErrorRow"];
export type Question = Schemas["Question"];
export type ChecklistItem = Schemas["ChecklistItem"];
export type CampaignWindow = Schemas["CampaignWindow"];
export type CampaignCap = Schemas["CampaignCap"];
export type CampaignCounts = Schemas["CampaignCounts"];
export type Campaign = Schemas["Campaign"];
export type PreviewReason = Schemas["PreviewReason"];
export type AudiencePreview = Schemas["AudiencePreview"];
export type QueueEntry = Schemas["QueueEntry"];
export type CallCounters = Schemas["CallCounters"];
export type QueueAgent = Schemas["QueueAgent"];
export type LiveCall = Schemas["LiveCall"];
export type QueueSnapshot = Schemas["QueueSnapshot"];
export type QueueAlert = Schemas["QueueAlert"];
export type AgentIdle = Schemas["AgentIdle"];
export type PaceMinute = Schemas["PaceMinute"];
export type CampaignPace = Schemas["CampaignPace"];
export type AgentDay = Schemas["AgentDay"];
export type CallContact = Schemas["CallContact"];
export type CallAccount = Schemas["CallAccount"];
export type CallCard = Schemas["CallCard"];
export type AgentView = Schemas["AgentView"];
export type CallRow = Schemas["CallRow"];
export type LeadRow = Schemas["LeadRow"];
export type Home = Schemas["Home"];
export type OrderAudience = Schemas["OrderAudience"];
export type OrderCampaign = Schemas["OrderCampaign"];
export type Order = Schemas["Order"];
export type OrderDownload = Schemas["OrderDownload"];
export type LeadContact = Schemas["LeadContact"];
export type LeadAccount = Schemas["LeadAccount"];
export type LeadCall = Schemas["LeadCall"];
export type LeadAnswer = Schemas["LeadAnswer"];
export type LeadChecklistItem = Schemas["LeadChecklistItem"];
export type LeadEvent = Schemas["LeadEvent"];
export type Lead = Schemas["Lead"];
export type OrderLead = Schemas["OrderLead"];

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total: { count: number; exact: boolean };
}
