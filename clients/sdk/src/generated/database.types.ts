export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "announcement_recipients": {
                  Row: {
                    "acknowledged_at": string | null,"announcement_id": string,"org_id": string,"read_at": string | null,"told_at": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "acknowledged_at"?: string | null,"announcement_id": string,"org_id": string,"read_at"?: string | null,"told_at"?: string | null,"user_id": string
                  }
                  Update: {
                    "acknowledged_at"?: string | null,"announcement_id"?: string,"org_id"?: string,"read_at"?: string | null,"told_at"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "announcement_recipients_org_id_announcement_id_fkey"
      columns: ["org_id","announcement_id"]
isOneToOne: false
      referencedRelation: "announcements"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "announcement_recipients_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"announcement_texts": {
                  Row: {
                    "announcement_id": string,"body": string,"language": Database["public"]['Enums']["locale"],"org_id": string,"title": string
                  }
                  ComputedFields: never
                  Insert: {
                    "announcement_id": string,"body": string,"language": Database["public"]['Enums']["locale"],"org_id": string,"title": string
                  }
                  Update: {
                    "announcement_id"?: string,"body"?: string,"language"?: Database["public"]['Enums']["locale"],"org_id"?: string,"title"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "announcement_texts_org_id_announcement_id_fkey"
      columns: ["org_id","announcement_id"]
isOneToOne: false
      referencedRelation: "announcements"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"announcements": {
                  Row: {
                    "client_id": string,"created_at": string,"created_by": string | null,"expires_at": string | null,"id": string,"is_for_all": boolean,"is_important": boolean,"language": Database["public"]['Enums']["locale"],"org_id": string,"people": number | null,"planned_people": number,"property_ids": (string)[],"publish_at": string,"published_at": string | null,"retry_at": string | null,"tenancy_ids": (string)[],"unit_ids": (string)[],"unit_kinds": (Database["public"]['Enums']["unit_kind"])[],"withdrawn_at": string | null,"withdrawn_because": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"created_at"?: string,"created_by"?: string | null,"expires_at"?: string | null,"id"?: string,"is_for_all"?: never,"is_important"?: boolean,"language": Database["public"]['Enums']["locale"],"org_id": string,"people"?: number | null,"planned_people": number,"property_ids"?: (string)[],"publish_at": string,"published_at"?: string | null,"retry_at"?: string | null,"tenancy_ids"?: (string)[],"unit_ids"?: (string)[],"unit_kinds"?: (Database["public"]['Enums']["unit_kind"])[],"withdrawn_at"?: string | null,"withdrawn_because"?: string | null
                  }
                  Update: {
                    "client_id"?: string,"created_at"?: string,"created_by"?: string | null,"expires_at"?: string | null,"id"?: string,"is_for_all"?: never,"is_important"?: boolean,"language"?: Database["public"]['Enums']["locale"],"org_id"?: string,"people"?: number | null,"planned_people"?: number,"property_ids"?: (string)[],"publish_at"?: string,"published_at"?: string | null,"retry_at"?: string | null,"tenancy_ids"?: (string)[],"unit_ids"?: (string)[],"unit_kinds"?: (Database["public"]['Enums']["unit_kind"])[],"withdrawn_at"?: string | null,"withdrawn_because"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "announcements_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "announcements_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"appeals": {
                  Row: {
                    "against_act": string | null,"created_at": string,"decided_at": string | null,"decided_by": string | null,"decision_reason": string | null,"id": string,"is_granted": boolean | null,"made_by": string | null,"org_id": string | null,"subject": Database["public"]['Enums']["appeal_subject"],"subject_id": string,"words": string
                  }
                  ComputedFields: never
                  Insert: {
                    "against_act"?: string | null,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision_reason"?: string | null,"id"?: string,"is_granted"?: boolean | null,"made_by"?: string | null,"org_id"?: string | null,"subject": Database["public"]['Enums']["appeal_subject"],"subject_id": string,"words": string
                  }
                  Update: {
                    "against_act"?: string | null,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision_reason"?: string | null,"id"?: string,"is_granted"?: boolean | null,"made_by"?: string | null,"org_id"?: string | null,"subject"?: Database["public"]['Enums']["appeal_subject"],"subject_id"?: string,"words"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "appeals_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "appeals_made_by_fkey"
      columns: ["made_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "appeals_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"applicant_levels": {
                  Row: {
                    "level": Database["public"]['Enums']["trust_level"],"org_id": string,"set_by": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "level": Database["public"]['Enums']["trust_level"],"org_id": string,"set_by"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "level"?: Database["public"]['Enums']["trust_level"],"org_id"?: string,"set_by"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "applicant_levels_org_id_fkey"
      columns: ["org_id"]
isOneToOne: true
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "applicant_levels_set_by_fkey"
      columns: ["set_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"application_documents": {
                  Row: {
                    "application_id": string,"created_at": string,"id": string,"kind": Database["public"]['Enums']["application_document_kind"],"org_id": string,"storage_path": string
                  }
                  ComputedFields: never
                  Insert: {
                    "application_id": string,"created_at"?: string,"id"?: string,"kind": Database["public"]['Enums']["application_document_kind"],"org_id": string,"storage_path": string
                  }
                  Update: {
                    "application_id"?: string,"created_at"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["application_document_kind"],"org_id"?: string,"storage_path"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "application_documents_org_id_application_id_fkey"
      columns: ["org_id","application_id"]
isOneToOne: false
      referencedRelation: "applications"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"application_fees": {
                  Row: {
                    "application_id": string,"charge_id": string,"client_id": string,"created_at": string,"demanded_by": string | null,"is_refundable": boolean,"kind": Database["public"]['Enums']["application_fee_kind"],"org_id": string,"refund_due_at": string | null,"rule_ids": (string)[]
                  }
                  ComputedFields: never
                  Insert: {
                    "application_id": string,"charge_id": string,"client_id": string,"created_at"?: string,"demanded_by"?: string | null,"is_refundable": boolean,"kind": Database["public"]['Enums']["application_fee_kind"],"org_id": string,"refund_due_at"?: string | null,"rule_ids"?: (string)[]
                  }
                  Update: {
                    "application_id"?: string,"charge_id"?: string,"client_id"?: string,"created_at"?: string,"demanded_by"?: string | null,"is_refundable"?: boolean,"kind"?: Database["public"]['Enums']["application_fee_kind"],"org_id"?: string,"refund_due_at"?: string | null,"rule_ids"?: (string)[]
                  }
                  Relationships: [
                    {
      foreignKeyName: "application_fees_demanded_by_fkey"
      columns: ["demanded_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "application_fees_org_id_application_id_fkey"
      columns: ["org_id","application_id"]
isOneToOne: false
      referencedRelation: "applications"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "application_fees_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "application_fees_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"application_guarantors": {
                  Row: {
                    "answered_at": string | null,"answered_by": string | null,"application_id": string,"created_at": string,"email": string | null,"full_name": string,"id": string,"is_phone_proven": boolean,"org_id": string,"phone": string,"relationship": string,"status": Database["public"]['Enums']["guarantor_status"],"token_expires_at": string | null,"token_hash": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "answered_at"?: string | null,"answered_by"?: string | null,"application_id": string,"created_at"?: string,"email"?: string | null,"full_name": string,"id"?: string,"is_phone_proven"?: boolean,"org_id": string,"phone": string,"relationship": string,"status"?: Database["public"]['Enums']["guarantor_status"],"token_expires_at"?: string | null,"token_hash"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "answered_at"?: string | null,"answered_by"?: string | null,"application_id"?: string,"created_at"?: string,"email"?: string | null,"full_name"?: string,"id"?: string,"is_phone_proven"?: boolean,"org_id"?: string,"phone"?: string,"relationship"?: string,"status"?: Database["public"]['Enums']["guarantor_status"],"token_expires_at"?: string | null,"token_hash"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "application_guarantors_answered_by_fkey"
      columns: ["answered_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "application_guarantors_org_id_application_id_fkey"
      columns: ["org_id","application_id"]
isOneToOne: false
      referencedRelation: "applications"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"application_household": {
                  Row: {
                    "age": Database["public"]['Enums']["household_age"],"application_id": string,"created_at": string,"full_name": string,"id": string,"org_id": string,"relationship": string
                  }
                  ComputedFields: never
                  Insert: {
                    "age": Database["public"]['Enums']["household_age"],"application_id": string,"created_at"?: string,"full_name": string,"id"?: string,"org_id": string,"relationship": string
                  }
                  Update: {
                    "age"?: Database["public"]['Enums']["household_age"],"application_id"?: string,"created_at"?: string,"full_name"?: string,"id"?: string,"org_id"?: string,"relationship"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "application_household_org_id_application_id_fkey"
      columns: ["org_id","application_id"]
isOneToOne: false
      referencedRelation: "applications"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"applications": {
                  Row: {
                    "applicant_id": string,"closed_at": string | null,"created_at": string,"decided_at": string | null,"decided_by": string | null,"decision_reason": string | null,"employer": string | null,"has_pets": boolean,"id": string,"income_band": Database["public"]['Enums']["income_band"] | null,"listing_id": string,"move_in_on": string | null,"note": string | null,"occupation": string | null,"org_id": string,"review_asked_at": string | null,"review_reason": string | null,"status": Database["public"]['Enums']["application_status"],"submitted_at": string | null,"term_months": number | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "applicant_id": string,"closed_at"?: string | null,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision_reason"?: string | null,"employer"?: string | null,"has_pets"?: boolean,"id"?: string,"income_band"?: Database["public"]['Enums']["income_band"] | null,"listing_id": string,"move_in_on"?: string | null,"note"?: string | null,"occupation"?: string | null,"org_id": string,"review_asked_at"?: string | null,"review_reason"?: string | null,"status"?: Database["public"]['Enums']["application_status"],"submitted_at"?: string | null,"term_months"?: number | null,"updated_at"?: string
                  }
                  Update: {
                    "applicant_id"?: string,"closed_at"?: string | null,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision_reason"?: string | null,"employer"?: string | null,"has_pets"?: boolean,"id"?: string,"income_band"?: Database["public"]['Enums']["income_band"] | null,"listing_id"?: string,"move_in_on"?: string | null,"note"?: string | null,"occupation"?: string | null,"org_id"?: string,"review_asked_at"?: string | null,"review_reason"?: string | null,"status"?: Database["public"]['Enums']["application_status"],"submitted_at"?: string | null,"term_months"?: number | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "applications_applicant_id_fkey"
      columns: ["applicant_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "applications_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "applications_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "applications_org_id_listing_id_fkey"
      columns: ["org_id","listing_id"]
isOneToOne: false
      referencedRelation: "listings"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"areas": {
                  Row: {
                    "aliases": (string)[],"boundary": unknown,"created_at": string,"id": string,"name": string,"part_of": (string)[],"state": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "aliases"?: (string)[],"boundary"?: unknown,"created_at"?: string,"id"?: string,"name": string,"part_of"?: (string)[],"state": string,"updated_at"?: string
                  }
                  Update: {
                    "aliases"?: (string)[],"boundary"?: unknown,"created_at"?: string,"id"?: string,"name"?: string,"part_of"?: (string)[],"state"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"autopay_plans": {
                  Row: {
                    "amount_kobo": number,"autopay_id": string,"charge_id": string,"created_at": string,"declines": number,"first_tried_on": string | null,"id": string,"last_answer": string | null,"not_before": string,"org_id": string,"payment_id": string | null,"status": Database["public"]['Enums']["autopay_plan_status"],"take_on": string,"tenancy_id": string,"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"autopay_id": string,"charge_id": string,"created_at"?: string,"declines"?: number,"first_tried_on"?: string | null,"id"?: string,"last_answer"?: string | null,"not_before"?: string,"org_id": string,"payment_id"?: string | null,"status": Database["public"]['Enums']["autopay_plan_status"],"take_on": string,"tenancy_id": string,"updated_at"?: string,"user_id": string
                  }
                  Update: {
                    "amount_kobo"?: number,"autopay_id"?: string,"charge_id"?: string,"created_at"?: string,"declines"?: number,"first_tried_on"?: string | null,"id"?: string,"last_answer"?: string | null,"not_before"?: string,"org_id"?: string,"payment_id"?: string | null,"status"?: Database["public"]['Enums']["autopay_plan_status"],"take_on"?: string,"tenancy_id"?: string,"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "autopay_plans_org_id_autopay_id_fkey"
      columns: ["org_id","autopay_id"]
isOneToOne: false
      referencedRelation: "autopays"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "autopay_plans_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "autopay_plans_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "autopay_plans_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "autopay_plans_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "autopay_plans_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "autopay_plans_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"autopays": {
                  Row: {
                    "authorization_id": string,"consent_id": string,"created_at": string,"day_offset": number,"id": string,"kinds": (Database["public"]['Enums']["charge_kind"])[],"most_per_charge_kobo": number,"most_per_month_kobo": number,"org_id": string,"paused_because": Database["public"]['Enums']["autopay_pause"] | null,"status": Database["public"]['Enums']["autopay_status"],"tenancy_id": string,"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "authorization_id": string,"consent_id": string,"created_at"?: string,"day_offset"?: number,"id"?: string,"kinds": (Database["public"]['Enums']["charge_kind"])[],"most_per_charge_kobo": number,"most_per_month_kobo": number,"org_id": string,"paused_because"?: Database["public"]['Enums']["autopay_pause"] | null,"status"?: Database["public"]['Enums']["autopay_status"],"tenancy_id": string,"updated_at"?: string,"user_id": string
                  }
                  Update: {
                    "authorization_id"?: string,"consent_id"?: string,"created_at"?: string,"day_offset"?: number,"id"?: string,"kinds"?: (Database["public"]['Enums']["charge_kind"])[],"most_per_charge_kobo"?: number,"most_per_month_kobo"?: number,"org_id"?: string,"paused_because"?: Database["public"]['Enums']["autopay_pause"] | null,"status"?: Database["public"]['Enums']["autopay_status"],"tenancy_id"?: string,"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "autopays_authorization_id_fkey"
      columns: ["authorization_id"]
isOneToOne: false
      referencedRelation: "saved_authorizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "autopays_consent_id_fkey"
      columns: ["consent_id"]
isOneToOne: false
      referencedRelation: "payer_consents"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "autopays_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "autopays_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "autopays_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"blocks": {
                  Row: {
                    "blocked_id": string,"blocker_id": string,"created_at": string,"id": string,"org_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "blocked_id": string,"blocker_id": string,"created_at"?: string,"id"?: string,"org_id"?: string | null
                  }
                  Update: {
                    "blocked_id"?: string,"blocker_id"?: string,"created_at"?: string,"id"?: string,"org_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "blocks_blocked_id_fkey"
      columns: ["blocked_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "blocks_blocker_id_fkey"
      columns: ["blocker_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "blocks_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"charge_parts": {
                  Row: {
                    "charge_id": string,"org_id": string,"part_no": number,"whole_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "charge_id": string,"org_id": string,"part_no": number,"whole_id": string
                  }
                  Update: {
                    "charge_id"?: string,"org_id"?: string,"part_no"?: number,"whole_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "charge_parts_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "charge_parts_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "charge_parts_org_id_whole_id_fkey"
      columns: ["org_id","whole_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "charge_parts_org_id_whole_id_fkey"
      columns: ["org_id","whole_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"charge_schedules": {
                  Row: {
                    "amount_kobo": number,"client_id": string | null,"created_at": string,"due_days": number,"every": string | null,"first_on": string,"goes_on": boolean,"id": string,"kind": Database["public"]['Enums']["charge_kind"],"label": string | null,"mandate_id": string | null,"next_no": number,"next_on": string | null,"org_id": string,"payer_id": string | null,"replaces_id": string | null,"tenancy_id": string,"until_on": string,"wht_bps": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"client_id"?: string | null,"created_at"?: string,"due_days"?: number,"every"?: string | null,"first_on": string,"goes_on"?: boolean,"id"?: string,"kind": Database["public"]['Enums']["charge_kind"],"label"?: string | null,"mandate_id"?: string | null,"next_no"?: number,"next_on"?: string | null,"org_id": string,"payer_id"?: string | null,"replaces_id"?: string | null,"tenancy_id": string,"until_on": string,"wht_bps"?: number | null
                  }
                  Update: {
                    "amount_kobo"?: number,"client_id"?: string | null,"created_at"?: string,"due_days"?: number,"every"?: string | null,"first_on"?: string,"goes_on"?: boolean,"id"?: string,"kind"?: Database["public"]['Enums']["charge_kind"],"label"?: string | null,"mandate_id"?: string | null,"next_no"?: number,"next_on"?: string | null,"org_id"?: string,"payer_id"?: string | null,"replaces_id"?: string | null,"tenancy_id"?: string,"until_on"?: string,"wht_bps"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "charge_schedules_org_id_mandate_id_fkey"
      columns: ["org_id","mandate_id"]
isOneToOne: false
      referencedRelation: "mandates"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "charge_schedules_org_id_replaces_id_fkey"
      columns: ["org_id","replaces_id"]
isOneToOne: false
      referencedRelation: "charge_schedules"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "charge_schedules_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "charge_schedules_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "charge_schedules_tenancy_id_payer_id_fkey"
      columns: ["tenancy_id","payer_id"]
isOneToOne: false
      referencedRelation: "tenancy_parties"
      referencedColumns: ["tenancy_id","tenant_id"]
    }
                  ]
                },"charges": {
                  Row: {
                    "amount_kobo": number,"application_id": string | null,"client_id": string | null,"created_at": string,"currency": string,"description": string,"due_on": string,"id": string,"is_reversed": boolean,"kind": Database["public"]['Enums']["charge_kind"],"org_id": string,"paid_kobo": number,"period": unknown,"reverses_id": string | null,"sale_id": string | null,"schedule_id": string | null,"slot_no": number,"tenancy_id": string | null,"wht_kobo": number,"wht_settled_kobo": number
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"application_id"?: string | null,"client_id"?: string | null,"created_at"?: string,"currency"?: string,"description": string,"due_on": string,"id"?: string,"is_reversed"?: boolean,"kind": Database["public"]['Enums']["charge_kind"],"org_id": string,"paid_kobo"?: number,"period"?: unknown,"reverses_id"?: string | null,"sale_id"?: string | null,"schedule_id"?: string | null,"slot_no"?: number,"tenancy_id"?: string | null,"wht_kobo"?: number,"wht_settled_kobo"?: number
                  }
                  Update: {
                    "amount_kobo"?: number,"application_id"?: string | null,"client_id"?: string | null,"created_at"?: string,"currency"?: string,"description"?: string,"due_on"?: string,"id"?: string,"is_reversed"?: boolean,"kind"?: Database["public"]['Enums']["charge_kind"],"org_id"?: string,"paid_kobo"?: number,"period"?: unknown,"reverses_id"?: string | null,"sale_id"?: string | null,"schedule_id"?: string | null,"slot_no"?: number,"tenancy_id"?: string | null,"wht_kobo"?: number,"wht_settled_kobo"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "charges_org_id_application_id_fkey"
      columns: ["org_id","application_id"]
isOneToOne: false
      referencedRelation: "applications"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "charges_org_id_reverses_id_fkey"
      columns: ["org_id","reverses_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "charges_org_id_reverses_id_fkey"
      columns: ["org_id","reverses_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "charges_org_id_sale_id_fkey"
      columns: ["org_id","sale_id"]
isOneToOne: false
      referencedRelation: "sales"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "charges_org_id_schedule_id_fkey"
      columns: ["org_id","schedule_id"]
isOneToOne: false
      referencedRelation: "charge_schedules"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "charges_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "charges_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"chat_warning_patterns": {
                  Row: {
                    "id": string,"kind": Database["public"]['Enums']["chat_warning"],"note": string,"pattern": string,"unless": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "id"?: string,"kind": Database["public"]['Enums']["chat_warning"],"note": string,"pattern": string,"unless"?: string | null
                  }
                  Update: {
                    "id"?: string,"kind"?: Database["public"]['Enums']["chat_warning"],"note"?: string,"pattern"?: string,"unless"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"consent_texts": {
                  Row: {
                    "body": string,"created_at": string,"is_in_force": boolean,"language": string,"purpose": Database["public"]['Enums']["consent_purpose"],"version": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"created_at"?: string,"is_in_force"?: boolean,"language": string,"purpose": Database["public"]['Enums']["consent_purpose"],"version": string
                  }
                  Update: {
                    "body"?: string,"created_at"?: string,"is_in_force"?: boolean,"language"?: string,"purpose"?: Database["public"]['Enums']["consent_purpose"],"version"?: string
                  }
                  Relationships: [
                    
                  ]
                },"conversation_guests": {
                  Row: {
                    "contact": string,"conversation_id": string,"created_at": string,"ended_at": string | null,"ended_by": string | null,"id": string,"invited_by": string,"joined_at": string | null,"org_id": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "contact": string,"conversation_id": string,"created_at"?: string,"ended_at"?: string | null,"ended_by"?: string | null,"id"?: string,"invited_by": string,"joined_at"?: string | null,"org_id": string,"user_id"?: string | null
                  }
                  Update: {
                    "contact"?: string,"conversation_id"?: string,"created_at"?: string,"ended_at"?: string | null,"ended_by"?: string | null,"id"?: string,"invited_by"?: string,"joined_at"?: string | null,"org_id"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversation_guests_ended_by_fkey"
      columns: ["ended_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "conversation_guests_invited_by_fkey"
      columns: ["invited_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "conversation_guests_org_id_conversation_id_fkey"
      columns: ["org_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "conversation_guests_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"conversation_reads": {
                  Row: {
                    "conversation_id": string,"message_id": string,"number": number,"org_id": string,"read_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "conversation_id": string,"message_id": string,"number"?: number,"org_id": string,"read_at"?: string,"user_id": string
                  }
                  Update: {
                    "conversation_id"?: string,"message_id"?: string,"number"?: number,"org_id"?: string,"read_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversation_reads_org_id_conversation_id_fkey"
      columns: ["org_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "conversation_reads_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"conversations": {
                  Row: {
                    "answered_count": number,"application_id": string | null,"change_count": number,"created_at": string,"id": string,"is_joint": boolean,"last_message_at": string | null,"last_message_id": string | null,"listing_id": string | null,"message_count": number,"opened_by": string,"org_id": string,"sale_id": string | null,"tenancy_id": string | null,"viewing_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "answered_count"?: number,"application_id"?: string | null,"change_count"?: number,"created_at"?: string,"id"?: string,"is_joint"?: boolean,"last_message_at"?: string | null,"last_message_id"?: string | null,"listing_id"?: string | null,"message_count"?: number,"opened_by": string,"org_id": string,"sale_id"?: string | null,"tenancy_id"?: string | null,"viewing_id"?: string | null
                  }
                  Update: {
                    "answered_count"?: number,"application_id"?: string | null,"change_count"?: number,"created_at"?: string,"id"?: string,"is_joint"?: boolean,"last_message_at"?: string | null,"last_message_id"?: string | null,"listing_id"?: string | null,"message_count"?: number,"opened_by"?: string,"org_id"?: string,"sale_id"?: string | null,"tenancy_id"?: string | null,"viewing_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversations_opened_by_fkey"
      columns: ["opened_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "conversations_org_id_application_id_fkey"
      columns: ["org_id","application_id"]
isOneToOne: false
      referencedRelation: "applications"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "conversations_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "conversations_org_id_listing_id_fkey"
      columns: ["org_id","listing_id"]
isOneToOne: false
      referencedRelation: "listings"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "conversations_org_id_sale_id_fkey"
      columns: ["org_id","sale_id"]
isOneToOne: false
      referencedRelation: "sales"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "conversations_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "conversations_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "conversations_org_id_viewing_id_fkey"
      columns: ["org_id","viewing_id"]
isOneToOne: false
      referencedRelation: "viewings"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"credit_draws": {
                  Row: {
                    "amount_kobo": number,"charge_id": string,"created_at": string,"id": string,"org_id": string,"payment_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"charge_id": string,"created_at"?: string,"id"?: string,"org_id": string,"payment_id": string
                  }
                  Update: {
                    "amount_kobo"?: number,"charge_id"?: string,"created_at"?: string,"id"?: string,"org_id"?: string,"payment_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "credit_draws_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "credit_draws_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "credit_draws_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "credit_draws_payment_id_charge_id_fkey"
      columns: ["payment_id","charge_id"]
isOneToOne: true
      referencedRelation: "payment_allocations"
      referencedColumns: ["payment_id","charge_id"]
    }
                  ]
                },"deduction_disputes": {
                  Row: {
                    "answer": string | null,"answered_at": string | null,"answered_by": string | null,"created_at": string,"deduction_id": string,"disputed_by": string | null,"disputed_kobo": number,"document_id": string | null,"id": string,"kept_kobo": number | null,"org_id": string,"reason": string,"replied_at": string | null,"replied_by": string | null,"stands_id": string | null,"status": Database["public"]['Enums']["deduction_dispute_status"],"tenancy_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "answer"?: string | null,"answered_at"?: string | null,"answered_by"?: string | null,"created_at"?: string,"deduction_id": string,"disputed_by"?: string | null,"disputed_kobo": number,"document_id"?: string | null,"id"?: string,"kept_kobo"?: number | null,"org_id": string,"reason": string,"replied_at"?: string | null,"replied_by"?: string | null,"stands_id"?: string | null,"status"?: Database["public"]['Enums']["deduction_dispute_status"],"tenancy_id": string,"updated_at"?: string
                  }
                  Update: {
                    "answer"?: string | null,"answered_at"?: string | null,"answered_by"?: string | null,"created_at"?: string,"deduction_id"?: string,"disputed_by"?: string | null,"disputed_kobo"?: number,"document_id"?: string | null,"id"?: string,"kept_kobo"?: number | null,"org_id"?: string,"reason"?: string,"replied_at"?: string | null,"replied_by"?: string | null,"stands_id"?: string | null,"status"?: Database["public"]['Enums']["deduction_dispute_status"],"tenancy_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "deduction_disputes_answered_by_fkey"
      columns: ["answered_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deduction_disputes_disputed_by_fkey"
      columns: ["disputed_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deduction_disputes_org_id_deduction_id_fkey"
      columns: ["org_id","deduction_id"]
isOneToOne: true
      referencedRelation: "deposit_deductions"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "deduction_disputes_org_id_document_id_fkey"
      columns: ["org_id","document_id"]
isOneToOne: false
      referencedRelation: "documents"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "deduction_disputes_org_id_stands_id_fkey"
      columns: ["org_id","stands_id"]
isOneToOne: true
      referencedRelation: "deposit_deductions"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "deduction_disputes_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "deduction_disputes_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "deduction_disputes_replied_by_fkey"
      columns: ["replied_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"deposit_deductions": {
                  Row: {
                    "amount_kobo": number,"charge_id": string,"client_id": string | null,"created_at": string,"created_by": string | null,"dispute_by": string | null,"document_id": string | null,"id": string,"inspection_id": string | null,"item_id": string | null,"org_id": string,"payment_id": string,"reason": string,"tenancy_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"charge_id": string,"client_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"dispute_by"?: string | null,"document_id"?: string | null,"id"?: string,"inspection_id"?: string | null,"item_id"?: string | null,"org_id": string,"payment_id": string,"reason": string,"tenancy_id": string
                  }
                  Update: {
                    "amount_kobo"?: number,"charge_id"?: string,"client_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"dispute_by"?: string | null,"document_id"?: string | null,"id"?: string,"inspection_id"?: string | null,"item_id"?: string | null,"org_id"?: string,"payment_id"?: string,"reason"?: string,"tenancy_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "deposit_deductions_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deposit_deductions_inspection_id_item_id_fkey"
      columns: ["inspection_id","item_id"]
isOneToOne: false
      referencedRelation: "inspection_items"
      referencedColumns: ["inspection_id","id"]
    },{
      foreignKeyName: "deposit_deductions_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "deposit_deductions_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "deposit_deductions_org_id_document_id_fkey"
      columns: ["org_id","document_id"]
isOneToOne: false
      referencedRelation: "documents"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "deposit_deductions_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspection_comparison"
      referencedColumns: ["org_id","move_in_id"]
    },{
      foreignKeyName: "deposit_deductions_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspection_comparison"
      referencedColumns: ["org_id","move_out_id"]
    },{
      foreignKeyName: "deposit_deductions_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspections"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "deposit_deductions_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "deposit_deductions_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "deposit_deductions_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"deposit_returns": {
                  Row: {
                    "amount_kobo": number,"answer_by": string,"bank_reference": string | null,"client_id": string,"created_at": string,"decided_at": string | null,"decided_by": string | null,"decision": string | null,"document_id": string | null,"id": string,"is_booked": boolean,"method": Database["public"]['Enums']["deposit_return_method"],"org_id": string,"recorded_by": string | null,"reference_key": string | null,"returned_on": string,"status": Database["public"]['Enums']["deposit_return_status"],"tenancy_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"answer_by": string,"bank_reference"?: string | null,"client_id": string,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: string | null,"document_id"?: string | null,"id"?: string,"is_booked"?: boolean,"method": Database["public"]['Enums']["deposit_return_method"],"org_id": string,"recorded_by"?: string | null,"reference_key"?: never,"returned_on": string,"status"?: Database["public"]['Enums']["deposit_return_status"],"tenancy_id": string,"updated_at"?: string
                  }
                  Update: {
                    "amount_kobo"?: number,"answer_by"?: string,"bank_reference"?: string | null,"client_id"?: string,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: string | null,"document_id"?: string | null,"id"?: string,"is_booked"?: boolean,"method"?: Database["public"]['Enums']["deposit_return_method"],"org_id"?: string,"recorded_by"?: string | null,"reference_key"?: never,"returned_on"?: string,"status"?: Database["public"]['Enums']["deposit_return_status"],"tenancy_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "deposit_returns_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "deposit_returns_org_id_document_id_fkey"
      columns: ["org_id","document_id"]
isOneToOne: false
      referencedRelation: "documents"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "deposit_returns_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "deposit_returns_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "deposit_returns_recorded_by_fkey"
      columns: ["recorded_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"deposits_due": {
                  Row: {
                    "basis": string,"created_at": string,"due_on": string,"org_id": string,"tenancy_id": string,"told_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "basis": string,"created_at"?: string,"due_on": string,"org_id": string,"tenancy_id": string,"told_at"?: string | null
                  }
                  Update: {
                    "basis"?: string,"created_at"?: string,"due_on"?: string,"org_id"?: string,"tenancy_id"?: string,"told_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "deposits_due_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "deposits_due_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"direct_settlements": {
                  Row: {
                    "active_from": string | null,"created_at": string,"decided_at": string | null,"decided_by": string | null,"decision": string | null,"failure_reason": string | null,"id": string,"is_sole": boolean,"org_id": string,"payee_account_id": string,"provider": Database["public"]['Enums']["payment_method"],"requested_by": string | null,"status": Database["public"]['Enums']["direct_settlement_status"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "active_from"?: string | null,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: string | null,"failure_reason"?: string | null,"id"?: string,"is_sole"?: boolean,"org_id": string,"payee_account_id": string,"provider": Database["public"]['Enums']["payment_method"],"requested_by"?: string | null,"status"?: Database["public"]['Enums']["direct_settlement_status"],"updated_at"?: string
                  }
                  Update: {
                    "active_from"?: string | null,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: string | null,"failure_reason"?: string | null,"id"?: string,"is_sole"?: boolean,"org_id"?: string,"payee_account_id"?: string,"provider"?: Database["public"]['Enums']["payment_method"],"requested_by"?: string | null,"status"?: Database["public"]['Enums']["direct_settlement_status"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "direct_settlements_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "direct_settlements_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "direct_settlements_org_id_payee_account_id_fkey"
      columns: ["org_id","payee_account_id"]
isOneToOne: false
      referencedRelation: "payee_accounts"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "direct_settlements_requested_by_fkey"
      columns: ["requested_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"disputes": {
                  Row: {
                    "amount_kobo": number,"answer": Database["public"]['Enums']["dispute_answer"] | null,"answer_by": string | null,"answer_note": string | null,"answered_at": string | null,"answered_by": string | null,"category": string | null,"created_at": string,"document_id": string | null,"excess_kobo": number,"id": string,"method": Database["public"]['Enums']["payment_method"],"org_id": string,"payment_id": string,"provider_dispute_id": string,"reminded_hours": number | null,"resolved_at": string | null,"status": Database["public"]['Enums']["dispute_status"],"subject_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"answer"?: Database["public"]['Enums']["dispute_answer"] | null,"answer_by"?: string | null,"answer_note"?: string | null,"answered_at"?: string | null,"answered_by"?: string | null,"category"?: string | null,"created_at"?: string,"document_id"?: string | null,"excess_kobo"?: number,"id"?: string,"method": Database["public"]['Enums']["payment_method"],"org_id": string,"payment_id": string,"provider_dispute_id": string,"reminded_hours"?: number | null,"resolved_at"?: string | null,"status": Database["public"]['Enums']["dispute_status"],"subject_id": string,"updated_at"?: string
                  }
                  Update: {
                    "amount_kobo"?: number,"answer"?: Database["public"]['Enums']["dispute_answer"] | null,"answer_by"?: string | null,"answer_note"?: string | null,"answered_at"?: string | null,"answered_by"?: string | null,"category"?: string | null,"created_at"?: string,"document_id"?: string | null,"excess_kobo"?: number,"id"?: string,"method"?: Database["public"]['Enums']["payment_method"],"org_id"?: string,"payment_id"?: string,"provider_dispute_id"?: string,"reminded_hours"?: number | null,"resolved_at"?: string | null,"status"?: Database["public"]['Enums']["dispute_status"],"subject_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "disputes_answered_by_fkey"
      columns: ["answered_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "disputes_org_id_document_id_fkey"
      columns: ["org_id","document_id"]
isOneToOne: false
      referencedRelation: "documents"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "disputes_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"document_access": {
                  Row: {
                    "contact": string | null,"created_at": string,"document_id": string,"expires_at": string | null,"granted_by": string | null,"id": string,"org_id": string,"revoked_at": string | null,"tenancy_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "contact"?: string | null,"created_at"?: string,"document_id": string,"expires_at"?: string | null,"granted_by"?: string | null,"id"?: string,"org_id": string,"revoked_at"?: string | null,"tenancy_id"?: string | null
                  }
                  Update: {
                    "contact"?: string | null,"created_at"?: string,"document_id"?: string,"expires_at"?: string | null,"granted_by"?: string | null,"id"?: string,"org_id"?: string,"revoked_at"?: string | null,"tenancy_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "document_access_granted_by_fkey"
      columns: ["granted_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "document_access_org_id_document_id_fkey"
      columns: ["org_id","document_id"]
isOneToOne: false
      referencedRelation: "documents"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "document_access_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "document_access_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"documents": {
                  Row: {
                    "added_by": string | null,"created_at": string,"expires_on": string | null,"id": string,"kind": Database["public"]['Enums']["document_kind"],"mime_type": string,"org_id": string,"property_id": string | null,"reminded_days": number | null,"retired_at": string | null,"sha256": string,"size_bytes": number,"storage_path": string,"tenancy_id": string | null,"tenant_id": string | null,"title": string,"unit_id": string | null,"upload_path": string
                  }
                  ComputedFields: never
                  Insert: {
                    "added_by"?: string | null,"created_at"?: string,"expires_on"?: string | null,"id"?: string,"kind": Database["public"]['Enums']["document_kind"],"mime_type": string,"org_id": string,"property_id"?: string | null,"reminded_days"?: number | null,"retired_at"?: string | null,"sha256": string,"size_bytes": number,"storage_path": string,"tenancy_id"?: string | null,"tenant_id"?: string | null,"title": string,"unit_id"?: string | null,"upload_path": string
                  }
                  Update: {
                    "added_by"?: string | null,"created_at"?: string,"expires_on"?: string | null,"id"?: string,"kind"?: Database["public"]['Enums']["document_kind"],"mime_type"?: string,"org_id"?: string,"property_id"?: string | null,"reminded_days"?: number | null,"retired_at"?: string | null,"sha256"?: string,"size_bytes"?: number,"storage_path"?: string,"tenancy_id"?: string | null,"tenant_id"?: string | null,"title"?: string,"unit_id"?: string | null,"upload_path"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "documents_added_by_fkey"
      columns: ["added_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "documents_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "documents_org_id_property_id_fkey"
      columns: ["org_id","property_id"]
isOneToOne: false
      referencedRelation: "properties"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "documents_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "documents_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "documents_org_id_tenant_id_fkey"
      columns: ["org_id","tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "documents_org_id_unit_id_fkey"
      columns: ["org_id","unit_id"]
isOneToOne: false
      referencedRelation: "unit_occupancy"
      referencedColumns: ["org_id","unit_id"]
    },{
      foreignKeyName: "documents_org_id_unit_id_fkey"
      columns: ["org_id","unit_id"]
isOneToOne: false
      referencedRelation: "units"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"enquiries": {
                  Row: {
                    "closed_reason": string | null,"conversation_id": string,"created_at": string,"enquirer_id": string,"id": string,"listing_id": string,"message": string,"move_in_on": string | null,"org_id": string,"status": Database["public"]['Enums']["enquiry_status"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "closed_reason"?: string | null,"conversation_id": string,"created_at"?: string,"enquirer_id": string,"id"?: string,"listing_id": string,"message": string,"move_in_on"?: string | null,"org_id": string,"status"?: Database["public"]['Enums']["enquiry_status"],"updated_at"?: string
                  }
                  Update: {
                    "closed_reason"?: string | null,"conversation_id"?: string,"created_at"?: string,"enquirer_id"?: string,"id"?: string,"listing_id"?: string,"message"?: string,"move_in_on"?: string | null,"org_id"?: string,"status"?: Database["public"]['Enums']["enquiry_status"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "enquiries_enquirer_id_fkey"
      columns: ["enquirer_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "enquiries_org_id_conversation_id_fkey"
      columns: ["org_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "enquiries_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "enquiries_org_id_listing_id_fkey"
      columns: ["org_id","listing_id"]
isOneToOne: false
      referencedRelation: "listings"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"favourites": {
                  Row: {
                    "created_at": string,"listing_id": string,"note": string | null,"price_kobo": number,"price_per": Database["public"]['Enums']["price_period"],"title": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "listing_id": string,"note"?: string | null
                  }
                  Update: {
                    "created_at"?: string,"listing_id"?: string,"note"?: string | null,"price_kobo"?: number,"price_per"?: Database["public"]['Enums']["price_period"],"title"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "favourites_listing_id_fkey"
      columns: ["listing_id"]
isOneToOne: false
      referencedRelation: "listings"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "favourites_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"history_consents": {
                  Row: {
                    "answered_at": string | null,"created_at": string,"expires_at": string | null,"id": string,"includes_rent": boolean,"org_id": string,"purpose": string,"requested_by": string | null,"status": Database["public"]['Enums']["history_consent_status"],"subject_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "answered_at"?: string | null,"created_at"?: string,"expires_at"?: string | null,"id"?: string,"includes_rent"?: boolean,"org_id": string,"purpose": string,"requested_by"?: string | null,"status": Database["public"]['Enums']["history_consent_status"],"subject_id": string,"updated_at"?: string
                  }
                  Update: {
                    "answered_at"?: string | null,"created_at"?: string,"expires_at"?: string | null,"id"?: string,"includes_rent"?: boolean,"org_id"?: string,"purpose"?: string,"requested_by"?: string | null,"status"?: Database["public"]['Enums']["history_consent_status"],"subject_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "history_consents_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "history_consents_requested_by_fkey"
      columns: ["requested_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "history_consents_subject_id_fkey"
      columns: ["subject_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"history_views": {
                  Row: {
                    "consent_id": string,"id": string,"org_id": string,"subject_id": string,"viewed_at": string,"viewed_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "consent_id": string,"id"?: string,"org_id": string,"subject_id": string,"viewed_at"?: string,"viewed_by"?: string | null
                  }
                  Update: {
                    "consent_id"?: string,"id"?: string,"org_id"?: string,"subject_id"?: string,"viewed_at"?: string,"viewed_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "history_views_consent_id_fkey"
      columns: ["consent_id"]
isOneToOne: false
      referencedRelation: "history_consents"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "history_views_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "history_views_subject_id_fkey"
      columns: ["subject_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "history_views_viewed_by_fkey"
      columns: ["viewed_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"inspection_contents": {
                  Row: {
                    "content": string,"content_hash": string,"created_at": string,"created_by": string | null,"inspection_id": string,"org_id": string,"round": number
                  }
                  ComputedFields: never
                  Insert: {
                    "content": string,"content_hash": string,"created_at"?: string,"created_by"?: string | null,"inspection_id": string,"org_id": string,"round": number
                  }
                  Update: {
                    "content"?: string,"content_hash"?: string,"created_at"?: string,"created_by"?: string | null,"inspection_id"?: string,"org_id"?: string,"round"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "inspection_contents_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "inspection_contents_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspection_comparison"
      referencedColumns: ["org_id","move_in_id"]
    },{
      foreignKeyName: "inspection_contents_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspection_comparison"
      referencedColumns: ["org_id","move_out_id"]
    },{
      foreignKeyName: "inspection_contents_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspections"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"inspection_items": {
                  Row: {
                    "condition": Database["public"]['Enums']["item_condition"] | null,"created_at": string,"estimated_cost_kobo": number | null,"id": string,"inspection_id": string,"item": string,"note": string | null,"org_id": string,"position": number,"room": string
                  }
                  ComputedFields: never
                  Insert: {
                    "condition"?: Database["public"]['Enums']["item_condition"] | null,"created_at"?: string,"estimated_cost_kobo"?: number | null,"id"?: string,"inspection_id": string,"item": string,"note"?: string | null,"org_id": string,"position": number,"room": string
                  }
                  Update: {
                    "condition"?: Database["public"]['Enums']["item_condition"] | null,"created_at"?: string,"estimated_cost_kobo"?: number | null,"id"?: string,"inspection_id"?: string,"item"?: string,"note"?: string | null,"org_id"?: string,"position"?: number,"room"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "inspection_items_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspection_comparison"
      referencedColumns: ["org_id","move_in_id"]
    },{
      foreignKeyName: "inspection_items_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspection_comparison"
      referencedColumns: ["org_id","move_out_id"]
    },{
      foreignKeyName: "inspection_items_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspections"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"inspection_photos": {
                  Row: {
                    "added_by": string,"caption": string | null,"created_at": string,"height": number,"id": string,"inspection_id": string,"item_id": string | null,"org_id": string,"original_sha256": string,"path": string,"round": number,"sha256": string,"side": Database["public"]['Enums']["inspection_side"],"taken_at": string | null,"thumbnail_path": string,"upload_path": string,"width": number
                  }
                  ComputedFields: never
                  Insert: {
                    "added_by": string,"caption"?: string | null,"created_at"?: string,"height": number,"id"?: string,"inspection_id": string,"item_id"?: string | null,"org_id": string,"original_sha256": string,"path": string,"round": number,"sha256": string,"side": Database["public"]['Enums']["inspection_side"],"taken_at"?: string | null,"thumbnail_path": string,"upload_path": string,"width": number
                  }
                  Update: {
                    "added_by"?: string,"caption"?: string | null,"created_at"?: string,"height"?: number,"id"?: string,"inspection_id"?: string,"item_id"?: string | null,"org_id"?: string,"original_sha256"?: string,"path"?: string,"round"?: number,"sha256"?: string,"side"?: Database["public"]['Enums']["inspection_side"],"taken_at"?: string | null,"thumbnail_path"?: string,"upload_path"?: string,"width"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "inspection_photos_added_by_fkey"
      columns: ["added_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "inspection_photos_inspection_id_item_id_fkey"
      columns: ["inspection_id","item_id"]
isOneToOne: false
      referencedRelation: "inspection_items"
      referencedColumns: ["inspection_id","id"]
    },{
      foreignKeyName: "inspection_photos_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspection_comparison"
      referencedColumns: ["org_id","move_in_id"]
    },{
      foreignKeyName: "inspection_photos_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspection_comparison"
      referencedColumns: ["org_id","move_out_id"]
    },{
      foreignKeyName: "inspection_photos_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspections"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"inspection_signatures": {
                  Row: {
                    "content_hash": string,"disputed_positions": (number)[],"id": string,"inspection_id": string,"org_id": string,"outcome": Database["public"]['Enums']["inspection_outcome"],"photo_hashes": (string)[],"remark": string | null,"round": number,"side": Database["public"]['Enums']["inspection_side"],"signed_at": string,"signer_id": string,"signer_name": string
                  }
                  ComputedFields: never
                  Insert: {
                    "content_hash": string,"disputed_positions"?: (number)[],"id"?: string,"inspection_id": string,"org_id": string,"outcome": Database["public"]['Enums']["inspection_outcome"],"photo_hashes"?: (string)[],"remark"?: string | null,"round": number,"side": Database["public"]['Enums']["inspection_side"],"signed_at"?: string,"signer_id": string,"signer_name": string
                  }
                  Update: {
                    "content_hash"?: string,"disputed_positions"?: (number)[],"id"?: string,"inspection_id"?: string,"org_id"?: string,"outcome"?: Database["public"]['Enums']["inspection_outcome"],"photo_hashes"?: (string)[],"remark"?: string | null,"round"?: number,"side"?: Database["public"]['Enums']["inspection_side"],"signed_at"?: string,"signer_id"?: string,"signer_name"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "inspection_signatures_inspection_id_round_content_hash_fkey"
      columns: ["inspection_id","round","content_hash"]
isOneToOne: false
      referencedRelation: "inspection_contents"
      referencedColumns: ["inspection_id","round","content_hash"]
    },{
      foreignKeyName: "inspection_signatures_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspection_comparison"
      referencedColumns: ["org_id","move_in_id"]
    },{
      foreignKeyName: "inspection_signatures_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspection_comparison"
      referencedColumns: ["org_id","move_out_id"]
    },{
      foreignKeyName: "inspection_signatures_org_id_inspection_id_fkey"
      columns: ["org_id","inspection_id"]
isOneToOne: false
      referencedRelation: "inspections"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "inspection_signatures_signer_id_fkey"
      columns: ["signer_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"inspections": {
                  Row: {
                    "content_hash": string | null,"created_at": string,"created_by": string | null,"id": string,"inspected_on": string | null,"kind": Database["public"]['Enums']["inspection_kind"],"meter_readings": NonNullable<Json>,"note": string | null,"org_id": string,"round": number,"scheduled_for": string,"status": Database["public"]['Enums']["inspection_status"],"tenancy_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "content_hash"?: string | null,"created_at"?: string,"created_by"?: string | null,"id"?: string,"inspected_on"?: string | null,"kind": Database["public"]['Enums']["inspection_kind"],"meter_readings"?: NonNullable<Json>,"note"?: string | null,"org_id": string,"round"?: number,"scheduled_for": string,"status"?: Database["public"]['Enums']["inspection_status"],"tenancy_id": string,"updated_at"?: string
                  }
                  Update: {
                    "content_hash"?: string | null,"created_at"?: string,"created_by"?: string | null,"id"?: string,"inspected_on"?: string | null,"kind"?: Database["public"]['Enums']["inspection_kind"],"meter_readings"?: NonNullable<Json>,"note"?: string | null,"org_id"?: string,"round"?: number,"scheduled_for"?: string,"status"?: Database["public"]['Enums']["inspection_status"],"tenancy_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "inspections_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "inspections_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "inspections_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"invitations": {
                  Row: {
                    "accepted_by": string | null,"created_at": string,"email": string | null,"expires_at": string,"id": string,"invited_by": string | null,"kind": Database["public"]['Enums']["invitation_kind"],"org_id": string,"phone": string | null,"role": Database["public"]['Enums']["member_role"] | null,"status": Database["public"]['Enums']["invitation_status"],"tenant_id": string | null,"token_hash": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_by"?: string | null,"created_at"?: string,"email"?: string | null,"expires_at": string,"id"?: string,"invited_by"?: string | null,"kind": Database["public"]['Enums']["invitation_kind"],"org_id": string,"phone"?: string | null,"role"?: Database["public"]['Enums']["member_role"] | null,"status"?: Database["public"]['Enums']["invitation_status"],"tenant_id"?: string | null,"token_hash": string,"updated_at"?: string
                  }
                  Update: {
                    "accepted_by"?: string | null,"created_at"?: string,"email"?: string | null,"expires_at"?: string,"id"?: string,"invited_by"?: string | null,"kind"?: Database["public"]['Enums']["invitation_kind"],"org_id"?: string,"phone"?: string | null,"role"?: Database["public"]['Enums']["member_role"] | null,"status"?: Database["public"]['Enums']["invitation_status"],"tenant_id"?: string | null,"token_hash"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "invitations_accepted_by_fkey"
      columns: ["accepted_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invitations_invited_by_fkey"
      columns: ["invited_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invitations_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invitations_org_id_tenant_id_fkey"
      columns: ["org_id","tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"late_fee_rules": {
                  Row: {
                    "amount_kobo": number | null,"bps": number | null,"cap_kobo": number | null,"created_at": string,"ended_at": string | null,"from_on": string,"grace_days": number,"id": string,"looked_on": string,"mandate_id": string | null,"org_id": string,"tenancy_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo"?: number | null,"bps"?: number | null,"cap_kobo"?: number | null,"created_at"?: string,"ended_at"?: string | null,"from_on"?: string,"grace_days": number,"id"?: string,"looked_on"?: string,"mandate_id"?: string | null,"org_id": string,"tenancy_id": string
                  }
                  Update: {
                    "amount_kobo"?: number | null,"bps"?: number | null,"cap_kobo"?: number | null,"created_at"?: string,"ended_at"?: string | null,"from_on"?: string,"grace_days"?: number,"id"?: string,"looked_on"?: string,"mandate_id"?: string | null,"org_id"?: string,"tenancy_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "late_fee_rules_org_id_mandate_id_fkey"
      columns: ["org_id","mandate_id"]
isOneToOne: false
      referencedRelation: "mandates"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "late_fee_rules_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "late_fee_rules_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"late_fees": {
                  Row: {
                    "charge_id": string,"late_id": string,"late_kobo": number,"org_id": string,"rule_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "charge_id": string,"late_id": string,"late_kobo": number,"org_id": string,"rule_id": string
                  }
                  Update: {
                    "charge_id"?: string,"late_id"?: string,"late_kobo"?: number,"org_id"?: string,"rule_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "late_fees_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "late_fees_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "late_fees_org_id_late_id_fkey"
      columns: ["org_id","late_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "late_fees_org_id_late_id_fkey"
      columns: ["org_id","late_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "late_fees_org_id_rule_id_fkey"
      columns: ["org_id","rule_id"]
isOneToOne: false
      referencedRelation: "late_fee_rules"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"ledger_accounts": {
                  Row: {
                    "created_at": string,"currency": string,"id": string,"kind": Database["public"]['Enums']["ledger_account_kind"],"org_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"currency"?: string,"id"?: string,"kind": Database["public"]['Enums']["ledger_account_kind"],"org_id": string
                  }
                  Update: {
                    "created_at"?: string,"currency"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["ledger_account_kind"],"org_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ledger_accounts_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"ledger_entries": {
                  Row: {
                    "booked_at": string,"description": string,"id": string,"kind": Database["public"]['Enums']["ledger_entry_kind"],"occurred_at": string,"org_id": string,"source_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "booked_at"?: string,"description": string,"id"?: string,"kind": Database["public"]['Enums']["ledger_entry_kind"],"occurred_at": string,"org_id": string,"source_id": string
                  }
                  Update: {
                    "booked_at"?: string,"description"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["ledger_entry_kind"],"occurred_at"?: string,"org_id"?: string,"source_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ledger_entries_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"ledger_lines": {
                  Row: {
                    "account_id": string,"credit_kobo": number,"debit_kobo": number,"entry_id": string,"line_no": number,"org_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"credit_kobo"?: number,"debit_kobo"?: number,"entry_id": string,"line_no": number,"org_id": string
                  }
                  Update: {
                    "account_id"?: string,"credit_kobo"?: number,"debit_kobo"?: number,"entry_id"?: string,"line_no"?: number,"org_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ledger_lines_org_id_account_id_fkey"
      columns: ["org_id","account_id"]
isOneToOne: false
      referencedRelation: "ledger_accounts"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "ledger_lines_org_id_entry_id_fkey"
      columns: ["org_id","entry_id"]
isOneToOne: false
      referencedRelation: "ledger_entries"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"legal_areas": {
                  Row: {
                    "boundary": unknown,"exempt_from": string,"id": string,"jurisdiction": string,"name": string,"note": string
                  }
                  ComputedFields: never
                  Insert: {
                    "boundary": unknown,"exempt_from": string,"id"?: string,"jurisdiction": string,"name": string,"note": string
                  }
                  Update: {
                    "boundary"?: unknown,"exempt_from"?: string,"id"?: string,"jurisdiction"?: string,"name"?: string,"note"?: string
                  }
                  Relationships: [
                    
                  ]
                },"legal_rules": {
                  Row: {
                    "certainty": Database["public"]['Enums']["legal_certainty"],"id": string,"in_force": unknown,"jurisdiction": string,"message": string,"most": number | null,"rule_key": Database["public"]['Enums']["legal_rule_key"],"section": string,"source": string
                  }
                  ComputedFields: never
                  Insert: {
                    "certainty": Database["public"]['Enums']["legal_certainty"],"id"?: string,"in_force"?: unknown,"jurisdiction": string,"message": string,"most"?: number | null,"rule_key": Database["public"]['Enums']["legal_rule_key"],"section": string,"source": string
                  }
                  Update: {
                    "certainty"?: Database["public"]['Enums']["legal_certainty"],"id"?: string,"in_force"?: unknown,"jurisdiction"?: string,"message"?: string,"most"?: number | null,"rule_key"?: Database["public"]['Enums']["legal_rule_key"],"section"?: string,"source"?: string
                  }
                  Relationships: [
                    
                  ]
                },"letter_drafts": {
                  Row: {
                    "client_id": string,"created_at": string,"created_by": string | null,"facts": NonNullable<Json>,"fields": NonNullable<Json>,"id": string,"letters": number | null,"org_id": string,"property_ids": (string)[],"sent_at": string | null,"sent_by": string | null,"template_id": string | null,"tenancy_ids": (string)[],"texts": NonNullable<Json>,"unit_ids": (string)[],"unit_kinds": (Database["public"]['Enums']["unit_kind"])[],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"created_at"?: string,"created_by"?: string | null,"facts"?: NonNullable<Json>,"fields"?: NonNullable<Json>,"id"?: string,"letters"?: number | null,"org_id": string,"property_ids"?: (string)[],"sent_at"?: string | null,"sent_by"?: string | null,"template_id"?: string | null,"tenancy_ids"?: (string)[],"texts": NonNullable<Json>,"unit_ids"?: (string)[],"unit_kinds"?: (Database["public"]['Enums']["unit_kind"])[],"updated_at"?: string
                  }
                  Update: {
                    "client_id"?: string,"created_at"?: string,"created_by"?: string | null,"facts"?: NonNullable<Json>,"fields"?: NonNullable<Json>,"id"?: string,"letters"?: number | null,"org_id"?: string,"property_ids"?: (string)[],"sent_at"?: string | null,"sent_by"?: string | null,"template_id"?: string | null,"tenancy_ids"?: (string)[],"texts"?: NonNullable<Json>,"unit_ids"?: (string)[],"unit_kinds"?: (Database["public"]['Enums']["unit_kind"])[],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "letter_drafts_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "letter_drafts_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "letter_drafts_org_id_template_id_fkey"
      columns: ["org_id","template_id"]
isOneToOne: false
      referencedRelation: "letter_templates"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "letter_drafts_sent_by_fkey"
      columns: ["sent_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"letter_readings": {
                  Row: {
                    "acknowledged_at": string | null,"letter_id": string,"org_id": string,"read_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "acknowledged_at"?: string | null,"letter_id": string,"org_id": string,"read_at"?: string,"user_id": string
                  }
                  Update: {
                    "acknowledged_at"?: string | null,"letter_id"?: string,"org_id"?: string,"read_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "letter_readings_org_id_letter_id_fkey"
      columns: ["org_id","letter_id"]
isOneToOne: false
      referencedRelation: "letters"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "letter_readings_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"letter_template_texts": {
                  Row: {
                    "body": string,"language": Database["public"]['Enums']["locale"],"org_id": string,"subject": string,"template_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"language": Database["public"]['Enums']["locale"],"org_id": string,"subject": string,"template_id": string
                  }
                  Update: {
                    "body"?: string,"language"?: Database["public"]['Enums']["locale"],"org_id"?: string,"subject"?: string,"template_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "letter_template_texts_org_id_template_id_fkey"
      columns: ["org_id","template_id"]
isOneToOne: false
      referencedRelation: "letter_templates"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"letter_templates": {
                  Row: {
                    "client_id": string,"created_at": string,"created_by": string | null,"fields": NonNullable<Json>,"id": string,"name": string,"org_id": string,"retired_at": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"created_at"?: string,"created_by"?: string | null,"fields"?: NonNullable<Json>,"id"?: string,"name": string,"org_id": string,"retired_at"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "client_id"?: string,"created_at"?: string,"created_by"?: string | null,"fields"?: NonNullable<Json>,"id"?: string,"name"?: string,"org_id"?: string,"retired_at"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "letter_templates_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "letter_templates_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"letter_withdrawals": {
                  Row: {
                    "letter_id": string,"org_id": string,"reason": string,"withdrawn_at": string,"withdrawn_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "letter_id": string,"org_id": string,"reason": string,"withdrawn_at"?: string,"withdrawn_by"?: string | null
                  }
                  Update: {
                    "letter_id"?: string,"org_id"?: string,"reason"?: string,"withdrawn_at"?: string,"withdrawn_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "letter_withdrawals_org_id_letter_id_fkey"
      columns: ["org_id","letter_id"]
isOneToOne: false
      referencedRelation: "letters"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "letter_withdrawals_withdrawn_by_fkey"
      columns: ["withdrawn_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"letterheads": {
                  Row: {
                    "created_at": string,"email": string | null,"id": string,"logo_id": string | null,"org_id": string,"phone": string | null,"registration": string | null,"set_by": string | null,"signatory_name": string,"signatory_title": string,"website": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"email"?: string | null,"id"?: string,"logo_id"?: string | null,"org_id": string,"phone"?: string | null,"registration"?: string | null,"set_by"?: string | null,"signatory_name": string,"signatory_title": string,"website"?: string | null
                  }
                  Update: {
                    "created_at"?: string,"email"?: string | null,"id"?: string,"logo_id"?: string | null,"org_id"?: string,"phone"?: string | null,"registration"?: string | null,"set_by"?: string | null,"signatory_name"?: string,"signatory_title"?: string,"website"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "letterheads_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "letterheads_org_id_logo_id_fkey"
      columns: ["org_id","logo_id"]
isOneToOne: false
      referencedRelation: "organization_logos"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "letterheads_set_by_fkey"
      columns: ["set_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"letters": {
                  Row: {
                    "addressee": string,"addressee_address": string,"body": string,"draft_id": string,"id": string,"language": Database["public"]['Enums']["locale"],"letterhead_id": string,"number": string,"org_id": string,"premises": string,"sender_address": string,"sender_name": string,"sent_at": string,"sent_by": string | null,"serial": number,"subject": string,"tenancy_id": string,"written_on": string,"year": number
                  }
                  ComputedFields: never
                  Insert: {
                    "addressee": string,"addressee_address": string,"body": string,"draft_id": string,"id"?: string,"language": Database["public"]['Enums']["locale"],"letterhead_id": string,"number": string,"org_id": string,"premises": string,"sender_address": string,"sender_name": string,"sent_at"?: string,"sent_by"?: string | null,"serial": number,"subject": string,"tenancy_id": string,"written_on": string,"year": number
                  }
                  Update: {
                    "addressee"?: string,"addressee_address"?: string,"body"?: string,"draft_id"?: string,"id"?: string,"language"?: Database["public"]['Enums']["locale"],"letterhead_id"?: string,"number"?: string,"org_id"?: string,"premises"?: string,"sender_address"?: string,"sender_name"?: string,"sent_at"?: string,"sent_by"?: string | null,"serial"?: number,"subject"?: string,"tenancy_id"?: string,"written_on"?: string,"year"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "letters_org_id_draft_id_fkey"
      columns: ["org_id","draft_id"]
isOneToOne: false
      referencedRelation: "letter_drafts"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "letters_org_id_letterhead_id_fkey"
      columns: ["org_id","letterhead_id"]
isOneToOne: false
      referencedRelation: "letterheads"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "letters_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "letters_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "letters_sent_by_fkey"
      columns: ["sent_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"listing_fees": {
                  Row: {
                    "amount_kobo": number | null,"bps": number | null,"created_at": string,"engaged_by": Database["public"]['Enums']["fee_party"] | null,"id": string,"is_refundable": boolean,"kind": Database["public"]['Enums']["listing_fee_kind"],"listing_id": string,"note": string | null,"org_id": string,"payer": Database["public"]['Enums']["fee_party"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo"?: number | null,"bps"?: number | null,"engaged_by"?: Database["public"]['Enums']["fee_party"] | null,"is_refundable"?: boolean,"kind": Database["public"]['Enums']["listing_fee_kind"],"listing_id": string,"note"?: string | null,"org_id": string,"payer": Database["public"]['Enums']["fee_party"]
                  }
                  Update: {
                    "amount_kobo"?: number | null,"bps"?: number | null,"created_at"?: string,"engaged_by"?: Database["public"]['Enums']["fee_party"] | null,"id"?: string,"is_refundable"?: boolean,"kind"?: Database["public"]['Enums']["listing_fee_kind"],"listing_id"?: string,"note"?: string | null,"org_id"?: string,"payer"?: Database["public"]['Enums']["fee_party"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "listing_fees_org_id_listing_id_fkey"
      columns: ["org_id","listing_id"]
isOneToOne: false
      referencedRelation: "listings"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"listing_media": {
                  Row: {
                    "alt_text": string,"color": string | null,"created_at": string,"created_by": string,"height": number,"id": string,"is_public": boolean,"listing_id": string,"org_id": string,"perceptual_hash": string | null,"position": number,"sha256": string,"sizes": NonNullable<Json>,"upload_path": string,"width": number
                  }
                  ComputedFields: never
                  Insert: {
                    "alt_text"?: string,"color"?: string | null,"created_at"?: string,"created_by": string,"height": number,"id"?: string,"is_public"?: boolean,"listing_id": string,"org_id": string,"perceptual_hash"?: string | null,"position": number,"sha256": string,"sizes": NonNullable<Json>,"upload_path": string,"width": number
                  }
                  Update: {
                    "alt_text"?: string,"color"?: string | null,"created_at"?: string,"created_by"?: string,"height"?: number,"id"?: string,"is_public"?: boolean,"listing_id"?: string,"org_id"?: string,"perceptual_hash"?: string | null,"position"?: number,"sha256"?: string,"sizes"?: NonNullable<Json>,"upload_path"?: string,"width"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "listing_media_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "listing_media_org_id_listing_id_fkey"
      columns: ["org_id","listing_id"]
isOneToOne: false
      referencedRelation: "listings"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"listing_prices": {
                  Row: {
                    "advance_periods": number,"changed_at": string,"id": string,"listing_id": string,"org_id": string,"price_kobo": number,"price_per": Database["public"]['Enums']["price_period"]
                  }
                  ComputedFields: never
                  Insert: {
                    "advance_periods": number,"changed_at"?: string,"id"?: string,"listing_id": string,"org_id": string,"price_kobo": number,"price_per": Database["public"]['Enums']["price_period"]
                  }
                  Update: {
                    "advance_periods"?: number,"changed_at"?: string,"id"?: string,"listing_id"?: string,"org_id"?: string,"price_kobo"?: number,"price_per"?: Database["public"]['Enums']["price_period"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "listing_prices_org_id_listing_id_fkey"
      columns: ["org_id","listing_id"]
isOneToOne: false
      referencedRelation: "listings"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"listings": {
                  Row: {
                    "advance_periods": number,"area": string,"bathrooms": number,"bedrooms": number,"confirm_by": string | null,"created_at": string,"currency": string,"description": string,"features": (Database["public"]['Enums']["feature"])[],"id": string,"is_furnished": boolean,"is_verified": boolean,"kind": Database["public"]['Enums']["unit_kind"],"lga": string,"location": unknown,"mandate_id": string | null,"maximum_nights": number | null,"minimum_nights": number | null,"org_id": string,"price_kobo": number,"price_per": Database["public"]['Enums']["price_period"],"published_at": string | null,"purpose": Database["public"]['Enums']["listing_purpose"],"shown_changed_at": string,"state": string,"status": Database["public"]['Enums']["listing_status"],"title": string,"title_searched_on": string | null,"unit_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "advance_periods"?: number,"description"?: string,"maximum_nights"?: number | null,"minimum_nights"?: number | null,"org_id": string,"price_kobo": number,"price_per": Database["public"]['Enums']["price_period"],"purpose": Database["public"]['Enums']["listing_purpose"],"title": string,"unit_id": string
                  }
                  Update: {
                    "advance_periods"?: number,"area"?: string,"bathrooms"?: number,"bedrooms"?: number,"confirm_by"?: string | null,"created_at"?: string,"currency"?: string,"description"?: string,"features"?: (Database["public"]['Enums']["feature"])[],"id"?: string,"is_furnished"?: boolean,"is_verified"?: boolean,"kind"?: Database["public"]['Enums']["unit_kind"],"lga"?: string,"location"?: unknown,"mandate_id"?: string | null,"maximum_nights"?: number | null,"minimum_nights"?: number | null,"org_id"?: string,"price_kobo"?: number,"price_per"?: Database["public"]['Enums']["price_period"],"published_at"?: string | null,"purpose"?: Database["public"]['Enums']["listing_purpose"],"shown_changed_at"?: string,"state"?: string,"status"?: Database["public"]['Enums']["listing_status"],"title"?: string,"title_searched_on"?: string | null,"unit_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "listings_mandate_fkey"
      columns: ["org_id","mandate_id"]
isOneToOne: false
      referencedRelation: "mandates"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "listings_org_id_unit_id_fkey"
      columns: ["org_id","unit_id"]
isOneToOne: false
      referencedRelation: "unit_occupancy"
      referencedColumns: ["org_id","unit_id"]
    },{
      foreignKeyName: "listings_org_id_unit_id_fkey"
      columns: ["org_id","unit_id"]
isOneToOne: false
      referencedRelation: "units"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"mandates": {
                  Row: {
                    "agent_collects": boolean,"agent_org_id": string,"answered_at": string | null,"answered_by": string | null,"created_at": string,"ends_on": string,"evidence": string | null,"fee_bps": number,"fee_payer": Database["public"]['Enums']["fee_payer"],"id": string,"offered_by": string | null,"org_id": string,"property_id": string | null,"reason": string | null,"revoked_at": string | null,"scopes": (Database["public"]['Enums']["mandate_scope"])[],"starts_on": string,"status": Database["public"]['Enums']["mandate_status"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "agent_collects"?: boolean,"agent_org_id": string,"answered_at"?: string | null,"answered_by"?: string | null,"created_at"?: string,"ends_on": string,"evidence"?: string | null,"fee_bps": number,"fee_payer": Database["public"]['Enums']["fee_payer"],"id"?: string,"offered_by"?: string | null,"org_id": string,"property_id"?: string | null,"reason"?: string | null,"revoked_at"?: string | null,"scopes": (Database["public"]['Enums']["mandate_scope"])[],"starts_on": string,"status"?: Database["public"]['Enums']["mandate_status"],"updated_at"?: string
                  }
                  Update: {
                    "agent_collects"?: boolean,"agent_org_id"?: string,"answered_at"?: string | null,"answered_by"?: string | null,"created_at"?: string,"ends_on"?: string,"evidence"?: string | null,"fee_bps"?: number,"fee_payer"?: Database["public"]['Enums']["fee_payer"],"id"?: string,"offered_by"?: string | null,"org_id"?: string,"property_id"?: string | null,"reason"?: string | null,"revoked_at"?: string | null,"scopes"?: (Database["public"]['Enums']["mandate_scope"])[],"starts_on"?: string,"status"?: Database["public"]['Enums']["mandate_status"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "mandates_agent_org_id_fkey"
      columns: ["agent_org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mandates_answered_by_fkey"
      columns: ["answered_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mandates_offered_by_fkey"
      columns: ["offered_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mandates_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mandates_org_id_property_id_fkey"
      columns: ["org_id","property_id"]
isOneToOne: false
      referencedRelation: "properties"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"memberships": {
                  Row: {
                    "created_at": string,"org_id": string,"role": Database["public"]['Enums']["member_role"],"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"org_id": string,"role": Database["public"]['Enums']["member_role"],"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"org_id"?: string,"role"?: Database["public"]['Enums']["member_role"],"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "memberships_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "memberships_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"message_files": {
                  Row: {
                    "conversation_id": string,"created_at": string,"height": number | null,"id": string,"message_id": string | null,"mime_type": string,"name": string,"org_id": string,"path": string,"removed_at": string | null,"sha256": string,"size_bytes": number,"thumbnail_path": string | null,"upload_path": string,"uploaded_by": string,"width": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "conversation_id": string,"created_at"?: string,"height"?: number | null,"id"?: string,"message_id"?: string | null,"mime_type": string,"name": string,"org_id": string,"path": string,"removed_at"?: string | null,"sha256": string,"size_bytes": number,"thumbnail_path"?: string | null,"upload_path": string,"uploaded_by": string,"width"?: number | null
                  }
                  Update: {
                    "conversation_id"?: string,"created_at"?: string,"height"?: number | null,"id"?: string,"message_id"?: string | null,"mime_type"?: string,"name"?: string,"org_id"?: string,"path"?: string,"removed_at"?: string | null,"sha256"?: string,"size_bytes"?: number,"thumbnail_path"?: string | null,"upload_path"?: string,"uploaded_by"?: string,"width"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "message_files_org_id_conversation_id_fkey"
      columns: ["org_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "message_files_uploaded_by_fkey"
      columns: ["uploaded_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"message_hours": {
                  Row: {
                    "digest_at": number,"quiet_from": number | null,"quiet_until": number | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "digest_at"?: number,"quiet_from"?: number | null,"quiet_until"?: number | null,"user_id": string
                  }
                  Update: {
                    "digest_at"?: number,"quiet_from"?: number | null,"quiet_until"?: number | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "message_hours_user_id_fkey"
      columns: ["user_id"]
isOneToOne: true
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"message_reports": {
                  Row: {
                    "context": NonNullable<Json>,"conversation_id": string,"created_at": string,"decided_at": string | null,"decided_by": string | null,"decision": Database["public"]['Enums']["report_decision"] | null,"decision_reason": string | null,"id": string,"message_id": string,"note": string | null,"org_id": string,"reason": Database["public"]['Enums']["report_reason"],"reported_by": string,"sender_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "context": NonNullable<Json>,"conversation_id": string,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: Database["public"]['Enums']["report_decision"] | null,"decision_reason"?: string | null,"id"?: string,"message_id": string,"note"?: string | null,"org_id": string,"reason": Database["public"]['Enums']["report_reason"],"reported_by": string,"sender_id": string
                  }
                  Update: {
                    "context"?: NonNullable<Json>,"conversation_id"?: string,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: Database["public"]['Enums']["report_decision"] | null,"decision_reason"?: string | null,"id"?: string,"message_id"?: string,"note"?: string | null,"org_id"?: string,"reason"?: Database["public"]['Enums']["report_reason"],"reported_by"?: string,"sender_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "message_reports_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "message_reports_org_id_conversation_id_fkey"
      columns: ["org_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "message_reports_reported_by_fkey"
      columns: ["reported_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "message_reports_sender_id_fkey"
      columns: ["sender_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"messages": {
                  Row: {
                    "attachments": NonNullable<Json>,"body": string | null,"change_number": number,"client_id": string,"conversation_id": string,"created_at": string,"deleted_at": string | null,"edited_at": string | null,"id": string,"number": number,"org_id": string,"reply_to_id": string | null,"sender_id": string,"warnings": (Database["public"]['Enums']["chat_warning"])[]
                  }
                  ComputedFields: never
                  Insert: {
                    "body"?: string | null,"client_id": string,"conversation_id": string,"org_id": string
                  }
                  Update: {
                    "attachments"?: NonNullable<Json>,"body"?: string | null,"change_number"?: number,"client_id"?: string,"conversation_id"?: string,"created_at"?: string,"deleted_at"?: string | null,"edited_at"?: string | null,"id"?: string,"number"?: number,"org_id"?: string,"reply_to_id"?: string | null,"sender_id"?: string,"warnings"?: (Database["public"]['Enums']["chat_warning"])[]
                  }
                  Relationships: [
                    {
      foreignKeyName: "messages_org_id_conversation_id_fkey"
      columns: ["org_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "messages_sender_id_fkey"
      columns: ["sender_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"nigerian_states": {
                  Row: {
                    "also_called": (string)[],"code": string,"name": string
                  }
                  ComputedFields: never
                  Insert: {
                    "also_called"?: (string)[],"code": string,"name": string
                  }
                  Update: {
                    "also_called"?: (string)[],"code"?: string,"name"?: string
                  }
                  Relationships: [
                    
                  ]
                },"notice_checks": {
                  Row: {
                    "created_at": string,"enrolment_number": string | null,"id": string,"is_good": boolean,"lawyer_name": string,"note": string | null,"notice_id": string,"org_id": string,"recorded_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"enrolment_number"?: string | null,"id"?: string,"is_good": boolean,"lawyer_name": string,"note"?: string | null,"notice_id": string,"org_id": string,"recorded_by"?: string | null
                  }
                  Update: {
                    "created_at"?: string,"enrolment_number"?: string | null,"id"?: string,"is_good"?: boolean,"lawyer_name"?: string,"note"?: string | null,"notice_id"?: string,"org_id"?: string,"recorded_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "notice_checks_org_id_notice_id_fkey"
      columns: ["org_id","notice_id"]
isOneToOne: false
      referencedRelation: "notice_standings"
      referencedColumns: ["org_id","notice_id"]
    },{
      foreignKeyName: "notice_checks_org_id_notice_id_fkey"
      columns: ["org_id","notice_id"]
isOneToOne: false
      referencedRelation: "statutory_notices"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "notice_checks_recorded_by_fkey"
      columns: ["recorded_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"notice_lengths": {
                  Row: {
                    "certainty": Database["public"]['Enums']["legal_certainty"],"jurisdiction": string,"length": string,"nature": Database["public"]['Enums']["tenancy_nature"],"source": string
                  }
                  ComputedFields: never
                  Insert: {
                    "certainty": Database["public"]['Enums']["legal_certainty"],"jurisdiction": string,"length": string,"nature": Database["public"]['Enums']["tenancy_nature"],"source": string
                  }
                  Update: {
                    "certainty"?: Database["public"]['Enums']["legal_certainty"],"jurisdiction"?: string,"length"?: string,"nature"?: Database["public"]['Enums']["tenancy_nature"],"source"?: string
                  }
                  Relationships: [
                    
                  ]
                },"notice_readings": {
                  Row: {
                    "acknowledged_at": string | null,"notice_id": string,"org_id": string,"read_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "acknowledged_at"?: string | null,"notice_id": string,"org_id": string,"read_at"?: string,"user_id": string
                  }
                  Update: {
                    "acknowledged_at"?: string | null,"notice_id"?: string,"org_id"?: string,"read_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notice_readings_org_id_notice_id_fkey"
      columns: ["org_id","notice_id"]
isOneToOne: false
      referencedRelation: "notice_standings"
      referencedColumns: ["org_id","notice_id"]
    },{
      foreignKeyName: "notice_readings_org_id_notice_id_fkey"
      columns: ["org_id","notice_id"]
isOneToOne: false
      referencedRelation: "statutory_notices"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "notice_readings_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"notice_rules": {
                  Row: {
                    "end_rule": Database["public"]['Enums']["notice_end_rule"],"form": Database["public"]['Enums']["notice_form"],"form_name": string,"lapses_after": string | null,"length": string | null,"nature": Database["public"]['Enums']["tenancy_nature"],"ruleset_id": string,"section": string
                  }
                  ComputedFields: never
                  Insert: {
                    "end_rule": Database["public"]['Enums']["notice_end_rule"],"form": Database["public"]['Enums']["notice_form"],"form_name": string,"lapses_after"?: string | null,"length"?: string | null,"nature": Database["public"]['Enums']["tenancy_nature"],"ruleset_id": string,"section": string
                  }
                  Update: {
                    "end_rule"?: Database["public"]['Enums']["notice_end_rule"],"form"?: Database["public"]['Enums']["notice_form"],"form_name"?: string,"lapses_after"?: string | null,"length"?: string | null,"nature"?: Database["public"]['Enums']["tenancy_nature"],"ruleset_id"?: string,"section"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notice_rules_ruleset_id_fkey"
      columns: ["ruleset_id"]
isOneToOne: false
      referencedRelation: "notice_rulesets"
      referencedColumns: ["id"]
    }
                  ]
                },"notice_rulesets": {
                  Row: {
                    "certainty": Database["public"]['Enums']["legal_certainty"],"id": string,"in_force": unknown,"jurisdiction": string,"note": string,"source": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "certainty": Database["public"]['Enums']["legal_certainty"],"id": string,"in_force"?: unknown,"jurisdiction": string,"note": string,"source": string,"version": number
                  }
                  Update: {
                    "certainty"?: Database["public"]['Enums']["legal_certainty"],"id"?: string,"in_force"?: unknown,"jurisdiction"?: string,"note"?: string,"source"?: string,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"notice_service_corrections": {
                  Row: {
                    "corrected_at": string,"corrected_by": string | null,"org_id": string,"reason": string,"service_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "corrected_at"?: string,"corrected_by"?: string | null,"org_id": string,"reason": string,"service_id": string
                  }
                  Update: {
                    "corrected_at"?: string,"corrected_by"?: string | null,"org_id"?: string,"reason"?: string,"service_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notice_service_corrections_corrected_by_fkey"
      columns: ["corrected_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notice_service_corrections_org_id_service_id_fkey"
      columns: ["org_id","service_id"]
isOneToOne: false
      referencedRelation: "notice_services"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"notice_service_modes": {
                  Row: {
                    "is_business": boolean,"is_lawful": boolean,"mode": Database["public"]['Enums']["service_mode"],"needs_reference": boolean,"needs_witness": boolean,"ruleset_id": string,"section": string
                  }
                  ComputedFields: never
                  Insert: {
                    "is_business": boolean,"is_lawful": boolean,"mode": Database["public"]['Enums']["service_mode"],"needs_reference"?: boolean,"needs_witness"?: boolean,"ruleset_id": string,"section": string
                  }
                  Update: {
                    "is_business"?: boolean,"is_lawful"?: boolean,"mode"?: Database["public"]['Enums']["service_mode"],"needs_reference"?: boolean,"needs_witness"?: boolean,"ruleset_id"?: string,"section"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notice_service_modes_ruleset_id_fkey"
      columns: ["ruleset_id"]
isOneToOne: false
      referencedRelation: "notice_rulesets"
      referencedColumns: ["id"]
    }
                  ]
                },"notice_services": {
                  Row: {
                    "attempted_at": string,"client_id": string,"counts": boolean,"created_at": string,"document_id": string | null,"id": string,"is_effective": boolean,"is_lawful": boolean,"mode": Database["public"]['Enums']["service_mode"],"note": string | null,"notice_id": string,"org_id": string,"recipient": string | null,"recorded_by": string | null,"reference": string | null,"served_by": string,"tenancy_id": string,"tenancy_notice_id": string | null,"why_not": (string)[],"witness": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "attempted_at": string,"client_id": string,"counts"?: never,"created_at"?: string,"document_id"?: string | null,"id"?: string,"is_effective": boolean,"is_lawful": boolean,"mode": Database["public"]['Enums']["service_mode"],"note"?: string | null,"notice_id": string,"org_id": string,"recipient"?: string | null,"recorded_by"?: string | null,"reference"?: string | null,"served_by": string,"tenancy_id": string,"tenancy_notice_id"?: string | null,"why_not"?: (string)[],"witness"?: string | null
                  }
                  Update: {
                    "attempted_at"?: string,"client_id"?: string,"counts"?: never,"created_at"?: string,"document_id"?: string | null,"id"?: string,"is_effective"?: boolean,"is_lawful"?: boolean,"mode"?: Database["public"]['Enums']["service_mode"],"note"?: string | null,"notice_id"?: string,"org_id"?: string,"recipient"?: string | null,"recorded_by"?: string | null,"reference"?: string | null,"served_by"?: string,"tenancy_id"?: string,"tenancy_notice_id"?: string | null,"why_not"?: (string)[],"witness"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "notice_services_org_id_document_id_fkey"
      columns: ["org_id","document_id"]
isOneToOne: false
      referencedRelation: "documents"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "notice_services_org_id_notice_id_fkey"
      columns: ["org_id","notice_id"]
isOneToOne: false
      referencedRelation: "notice_standings"
      referencedColumns: ["org_id","notice_id"]
    },{
      foreignKeyName: "notice_services_org_id_notice_id_fkey"
      columns: ["org_id","notice_id"]
isOneToOne: false
      referencedRelation: "statutory_notices"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "notice_services_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "notice_services_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "notice_services_recorded_by_fkey"
      columns: ["recorded_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notice_services_tenancy_notice_id_fkey"
      columns: ["tenancy_notice_id"]
isOneToOne: false
      referencedRelation: "tenancy_notices"
      referencedColumns: ["id"]
    }
                  ]
                },"notice_withdrawals": {
                  Row: {
                    "notice_id": string,"org_id": string,"reason": string,"withdrawn_at": string,"withdrawn_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "notice_id": string,"org_id": string,"reason": string,"withdrawn_at"?: string,"withdrawn_by"?: string | null
                  }
                  Update: {
                    "notice_id"?: string,"org_id"?: string,"reason"?: string,"withdrawn_at"?: string,"withdrawn_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "notice_withdrawals_org_id_notice_id_fkey"
      columns: ["org_id","notice_id"]
isOneToOne: false
      referencedRelation: "notice_standings"
      referencedColumns: ["org_id","notice_id"]
    },{
      foreignKeyName: "notice_withdrawals_org_id_notice_id_fkey"
      columns: ["org_id","notice_id"]
isOneToOne: false
      referencedRelation: "statutory_notices"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "notice_withdrawals_withdrawn_by_fkey"
      columns: ["withdrawn_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"notification_kinds": {
                  Row: {
                    "about": string,"email": Database["public"]['Enums']["message_mode"],"fields": NonNullable<Json>,"is_awaited": boolean,"is_refusable": boolean,"is_told": boolean,"is_urgent": boolean,"kind": string,"purpose": Database["public"]['Enums']["message_purpose"],"sms": Database["public"]['Enums']["message_mode"],"topic": string,"useful_for": string
                  }
                  ComputedFields: never
                  Insert: {
                    "about": string,"email": Database["public"]['Enums']["message_mode"],"fields"?: NonNullable<Json>,"is_awaited"?: boolean,"is_refusable"?: boolean,"is_told"?: boolean,"is_urgent"?: boolean,"kind": string,"purpose"?: Database["public"]['Enums']["message_purpose"],"sms": Database["public"]['Enums']["message_mode"],"topic": string,"useful_for"?: string
                  }
                  Update: {
                    "about"?: string,"email"?: Database["public"]['Enums']["message_mode"],"fields"?: NonNullable<Json>,"is_awaited"?: boolean,"is_refusable"?: boolean,"is_told"?: boolean,"is_urgent"?: boolean,"kind"?: string,"purpose"?: Database["public"]['Enums']["message_purpose"],"sms"?: Database["public"]['Enums']["message_mode"],"topic"?: string,"useful_for"?: string
                  }
                  Relationships: [
                    
                  ]
                },"notification_preferences": {
                  Row: {
                    "channel": Database["public"]['Enums']["message_channel"],"chosen_at": string,"kind": string,"mode": Database["public"]['Enums']["message_mode"],"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "channel": Database["public"]['Enums']["message_channel"],"chosen_at"?: string,"kind": string,"mode": Database["public"]['Enums']["message_mode"],"user_id": string
                  }
                  Update: {
                    "channel"?: Database["public"]['Enums']["message_channel"],"chosen_at"?: string,"kind"?: string,"mode"?: Database["public"]['Enums']["message_mode"],"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notification_preferences_kind_fkey"
      columns: ["kind"]
isOneToOne: false
      referencedRelation: "my_notification_settings"
      referencedColumns: ["kind"]
    },{
      foreignKeyName: "notification_preferences_kind_fkey"
      columns: ["kind"]
isOneToOne: false
      referencedRelation: "notification_kinds"
      referencedColumns: ["kind"]
    },{
      foreignKeyName: "notification_preferences_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"notifications": {
                  Row: {
                    "created_at": string,"id": string,"kind": string,"org_id": string | null,"payload": NonNullable<Json>,"read_at": string | null,"subject_id": string,"title": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"kind": string,"org_id"?: string | null,"payload"?: NonNullable<Json>,"read_at"?: string | null,"subject_id": string,"title": string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"kind"?: string,"org_id"?: string | null,"payload"?: NonNullable<Json>,"read_at"?: string | null,"subject_id"?: string,"title"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notifications_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"offer_rounds": {
                  Row: {
                    "advance_periods": number | null,"amount_kobo": number,"completes_on": string | null,"conditions": string | null,"created_at": string,"expires_at": string,"made_by": string | null,"made_by_side": Database["public"]['Enums']["offer_side"],"offer_id": string,"org_id": string,"round": number,"starts_on": string | null,"term_months": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "advance_periods"?: number | null,"amount_kobo": number,"completes_on"?: string | null,"conditions"?: string | null,"created_at"?: string,"expires_at": string,"made_by"?: string | null,"made_by_side": Database["public"]['Enums']["offer_side"],"offer_id": string,"org_id": string,"round": number,"starts_on"?: string | null,"term_months"?: number | null
                  }
                  Update: {
                    "advance_periods"?: number | null,"amount_kobo"?: number,"completes_on"?: string | null,"conditions"?: string | null,"created_at"?: string,"expires_at"?: string,"made_by"?: string | null,"made_by_side"?: Database["public"]['Enums']["offer_side"],"offer_id"?: string,"org_id"?: string,"round"?: number,"starts_on"?: string | null,"term_months"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "offer_rounds_org_id_offer_id_fkey"
      columns: ["org_id","offer_id"]
isOneToOne: false
      referencedRelation: "offers"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"offers": {
                  Row: {
                    "accepted_round": number | null,"application_id": string | null,"created_at": string,"decided_by": string | null,"decision_reason": string | null,"expires_at": string,"hold_id": string | null,"id": string,"listing_id": string,"offeror_id": string | null,"org_id": string,"price_per": Database["public"]['Enums']["price_period"],"purpose": Database["public"]['Enums']["listing_purpose"],"round": number,"status": Database["public"]['Enums']["offer_status"],"tenancy_id": string | null,"unit_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_round"?: number | null,"application_id"?: string | null,"created_at"?: string,"decided_by"?: string | null,"decision_reason"?: string | null,"expires_at": string,"hold_id"?: string | null,"id"?: string,"listing_id": string,"offeror_id"?: string | null,"org_id": string,"price_per": Database["public"]['Enums']["price_period"],"purpose": Database["public"]['Enums']["listing_purpose"],"round"?: number,"status"?: Database["public"]['Enums']["offer_status"],"tenancy_id"?: string | null,"unit_id": string,"updated_at"?: string
                  }
                  Update: {
                    "accepted_round"?: number | null,"application_id"?: string | null,"created_at"?: string,"decided_by"?: string | null,"decision_reason"?: string | null,"expires_at"?: string,"hold_id"?: string | null,"id"?: string,"listing_id"?: string,"offeror_id"?: string | null,"org_id"?: string,"price_per"?: Database["public"]['Enums']["price_period"],"purpose"?: Database["public"]['Enums']["listing_purpose"],"round"?: number,"status"?: Database["public"]['Enums']["offer_status"],"tenancy_id"?: string | null,"unit_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "offers_application_fkey"
      columns: ["org_id","application_id"]
isOneToOne: false
      referencedRelation: "applications"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "offers_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "offers_offeror_id_fkey"
      columns: ["offeror_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "offers_org_id_hold_id_fkey"
      columns: ["org_id","hold_id"]
isOneToOne: false
      referencedRelation: "unit_holds"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "offers_org_id_listing_id_fkey"
      columns: ["org_id","listing_id"]
isOneToOne: false
      referencedRelation: "listings"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "offers_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "offers_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "offers_org_id_unit_id_fkey"
      columns: ["org_id","unit_id"]
isOneToOne: false
      referencedRelation: "unit_occupancy"
      referencedColumns: ["org_id","unit_id"]
    },{
      foreignKeyName: "offers_org_id_unit_id_fkey"
      columns: ["org_id","unit_id"]
isOneToOne: false
      referencedRelation: "units"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"offline_payments": {
                  Row: {
                    "answer_by": string | null,"bank_reference": string | null,"claimed_kobo": number,"client_id": string,"confirmed_kobo": number | null,"created_at": string,"decided_at": string | null,"decided_by": string | null,"decision": string | null,"id": string,"method": Database["public"]['Enums']["payment_method"],"note": string | null,"org_id": string,"paid_on": string,"payment_id": string,"received_on": string | null,"reference_key": string | null,"reported_by": string | null,"source": Database["public"]['Enums']["offline_payment_source"],"status": Database["public"]['Enums']["offline_payment_status"],"subject_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "answer_by"?: string | null,"bank_reference"?: string | null,"claimed_kobo": number,"client_id": string,"confirmed_kobo"?: number | null,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: string | null,"id"?: string,"method": Database["public"]['Enums']["payment_method"],"note"?: string | null,"org_id": string,"paid_on": string,"payment_id": string,"received_on"?: string | null,"reference_key"?: never,"reported_by"?: string | null,"source": Database["public"]['Enums']["offline_payment_source"],"status": Database["public"]['Enums']["offline_payment_status"],"subject_id": string,"updated_at"?: string
                  }
                  Update: {
                    "answer_by"?: string | null,"bank_reference"?: string | null,"claimed_kobo"?: number,"client_id"?: string,"confirmed_kobo"?: number | null,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: string | null,"id"?: string,"method"?: Database["public"]['Enums']["payment_method"],"note"?: string | null,"org_id"?: string,"paid_on"?: string,"payment_id"?: string,"received_on"?: string | null,"reference_key"?: never,"reported_by"?: string | null,"source"?: Database["public"]['Enums']["offline_payment_source"],"status"?: Database["public"]['Enums']["offline_payment_status"],"subject_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "offline_payments_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "offline_payments_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "offline_payments_reported_by_fkey"
      columns: ["reported_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"organization_logos": {
                  Row: {
                    "added_by": string | null,"created_at": string,"height": number,"id": string,"org_id": string,"path": string,"sha256": string,"size_bytes": number,"upload_path": string,"width": number
                  }
                  ComputedFields: never
                  Insert: {
                    "added_by"?: string | null,"created_at"?: string,"height": number,"id"?: string,"org_id": string,"path": string,"sha256": string,"size_bytes": number,"upload_path": string,"width": number
                  }
                  Update: {
                    "added_by"?: string | null,"created_at"?: string,"height"?: number,"id"?: string,"org_id"?: string,"path"?: string,"sha256"?: string,"size_bytes"?: number,"upload_path"?: string,"width"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "organization_logos_added_by_fkey"
      columns: ["added_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "organization_logos_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"organizations": {
                  Row: {
                    "address": string,"created_at": string,"created_by": string | null,"currency": string,"id": string,"kind": Database["public"]['Enums']["organization_kind"],"name": string,"reviews_listings": boolean,"suspended_at": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "address": string,"created_at"?: string,"created_by"?: string | null,"currency"?: string,"id"?: string,"kind": Database["public"]['Enums']["organization_kind"],"name": string,"reviews_listings"?: boolean,"suspended_at"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "address"?: string,"created_at"?: string,"created_by"?: string | null,"currency"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["organization_kind"],"name"?: string,"reviews_listings"?: boolean,"suspended_at"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "organizations_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"payee_accounts": {
                  Row: {
                    "account_name": string,"bank_code": string,"bank_name": string,"created_at": string,"decided_at": string | null,"decided_by": string | null,"decision": string | null,"id": string,"is_sole": boolean,"last_four": string,"name_check": Database["public"]['Enums']["payee_name_check"],"name_score": number | null,"org_id": string,"payable_from": string | null,"proposed_by": string | null,"provider": Database["public"]['Enums']["payment_method"],"status": Database["public"]['Enums']["payee_account_status"],"takes_transfers": boolean,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_name": string,"bank_code": string,"bank_name": string,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: string | null,"id"?: string,"is_sole"?: boolean,"last_four": string,"name_check": Database["public"]['Enums']["payee_name_check"],"name_score"?: number | null,"org_id": string,"payable_from"?: string | null,"proposed_by"?: string | null,"provider": Database["public"]['Enums']["payment_method"],"status"?: Database["public"]['Enums']["payee_account_status"],"takes_transfers"?: boolean,"updated_at"?: string
                  }
                  Update: {
                    "account_name"?: string,"bank_code"?: string,"bank_name"?: string,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: string | null,"id"?: string,"is_sole"?: boolean,"last_four"?: string,"name_check"?: Database["public"]['Enums']["payee_name_check"],"name_score"?: number | null,"org_id"?: string,"payable_from"?: string | null,"proposed_by"?: string | null,"provider"?: Database["public"]['Enums']["payment_method"],"status"?: Database["public"]['Enums']["payee_account_status"],"takes_transfers"?: boolean,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "payee_accounts_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "payee_accounts_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "payee_accounts_proposed_by_fkey"
      columns: ["proposed_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"payer_consents": {
                  Row: {
                    "given_at": string,"id": string,"language": string,"org_id": string,"payment_id": string | null,"purpose": Database["public"]['Enums']["consent_purpose"],"tenancy_id": string | null,"used_at": string | null,"user_id": string,"version": string
                  }
                  ComputedFields: never
                  Insert: {
                    "given_at"?: string,"id"?: string,"language": string,"org_id": string,"payment_id"?: string | null,"purpose": Database["public"]['Enums']["consent_purpose"],"tenancy_id"?: string | null,"used_at"?: string | null,"user_id": string,"version": string
                  }
                  Update: {
                    "given_at"?: string,"id"?: string,"language"?: string,"org_id"?: string,"payment_id"?: string | null,"purpose"?: Database["public"]['Enums']["consent_purpose"],"tenancy_id"?: string | null,"used_at"?: string | null,"user_id"?: string,"version"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "payer_consents_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: true
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "payer_consents_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "payer_consents_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "payer_consents_purpose_version_language_fkey"
      columns: ["purpose","version","language"]
isOneToOne: false
      referencedRelation: "consent_texts"
      referencedColumns: ["purpose","version","language"]
    },{
      foreignKeyName: "payer_consents_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"payment_accounts": {
                  Row: {
                    "account_number": string,"bank_name": string,"created_at": string,"expires_at": string,"org_id": string,"payment_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_number": string,"bank_name": string,"created_at"?: string,"expires_at": string,"org_id": string,"payment_id": string
                  }
                  Update: {
                    "account_number"?: string,"bank_name"?: string,"created_at"?: string,"expires_at"?: string,"org_id"?: string,"payment_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "payment_accounts_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"payment_allocations": {
                  Row: {
                    "amount_kobo": number,"charge_id": string,"created_at": string,"org_id": string,"payment_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"charge_id": string,"created_at"?: string,"org_id": string,"payment_id": string
                  }
                  Update: {
                    "amount_kobo"?: number,"charge_id"?: string,"created_at"?: string,"org_id"?: string,"payment_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "payment_allocations_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "payment_allocations_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "payment_allocations_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"payment_credits": {
                  Row: {
                    "created_at": string,"left_kobo": number,"org_id": string,"payment_id": string,"tenancy_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"left_kobo": number,"org_id": string,"payment_id": string,"tenancy_id": string,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"left_kobo"?: number,"org_id"?: string,"payment_id"?: string,"tenancy_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "payment_credits_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "payment_credits_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "payment_credits_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"payment_exceptions": {
                  Row: {
                    "details": NonNullable<Json>,"fingerprint": string,"first_seen_at": string,"id": string,"kind": Database["public"]['Enums']["payment_exception_kind"],"last_seen_at": string,"payment_id": string | null,"provider": Database["public"]['Enums']["payment_method"] | null,"reference": string | null,"resolution": string | null,"resolved_at": string | null,"suggested_action": string,"times_seen": number
                  }
                  ComputedFields: never
                  Insert: {
                    "details"?: NonNullable<Json>,"fingerprint": string,"first_seen_at"?: string,"id"?: string,"kind": Database["public"]['Enums']["payment_exception_kind"],"last_seen_at"?: string,"payment_id"?: string | null,"provider"?: Database["public"]['Enums']["payment_method"] | null,"reference"?: string | null,"resolution"?: string | null,"resolved_at"?: string | null,"suggested_action"?: string,"times_seen"?: number
                  }
                  Update: {
                    "details"?: NonNullable<Json>,"fingerprint"?: string,"first_seen_at"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["payment_exception_kind"],"last_seen_at"?: string,"payment_id"?: string | null,"provider"?: Database["public"]['Enums']["payment_method"] | null,"reference"?: string | null,"resolution"?: string | null,"resolved_at"?: string | null,"suggested_action"?: string,"times_seen"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "payment_exceptions_payment_id_fkey"
      columns: ["payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["id"]
    }
                  ]
                },"payment_items": {
                  Row: {
                    "amount_kobo": number,"charge_id": string,"org_id": string,"payment_id": string,"withheld_kobo": number
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"charge_id": string,"org_id": string,"payment_id": string,"withheld_kobo"?: number
                  }
                  Update: {
                    "amount_kobo"?: number,"charge_id"?: string,"org_id"?: string,"payment_id"?: string,"withheld_kobo"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "payment_items_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "payment_items_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "payment_items_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"payment_proofs": {
                  Row: {
                    "added_by": string | null,"created_at": string,"id": string,"mime_type": string,"offline_payment_id": string,"org_id": string,"sha256": string,"size_bytes": number,"storage_path": string,"upload_path": string
                  }
                  ComputedFields: never
                  Insert: {
                    "added_by"?: string | null,"created_at"?: string,"id"?: string,"mime_type": string,"offline_payment_id": string,"org_id": string,"sha256": string,"size_bytes": number,"storage_path": string,"upload_path": string
                  }
                  Update: {
                    "added_by"?: string | null,"created_at"?: string,"id"?: string,"mime_type"?: string,"offline_payment_id"?: string,"org_id"?: string,"sha256"?: string,"size_bytes"?: number,"storage_path"?: string,"upload_path"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "payment_proofs_added_by_fkey"
      columns: ["added_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "payment_proofs_org_id_offline_payment_id_fkey"
      columns: ["org_id","offline_payment_id"]
isOneToOne: false
      referencedRelation: "offline_payments"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"payment_return_parts": {
                  Row: {
                    "amount_kobo": number,"charge_id": string,"instead_id": string | null,"kept_kobo": number,"org_id": string,"payment_id": string,"return_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"charge_id": string,"instead_id"?: string | null,"kept_kobo"?: number,"org_id": string,"payment_id": string,"return_id": string
                  }
                  Update: {
                    "amount_kobo"?: number,"charge_id"?: string,"instead_id"?: string | null,"kept_kobo"?: number,"org_id"?: string,"payment_id"?: string,"return_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "payment_return_parts_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "payment_return_parts_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "payment_return_parts_org_id_instead_id_fkey"
      columns: ["org_id","instead_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "payment_return_parts_org_id_instead_id_fkey"
      columns: ["org_id","instead_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "payment_return_parts_org_id_return_id_fkey"
      columns: ["org_id","return_id"]
isOneToOne: false
      referencedRelation: "payment_returns"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "payment_return_parts_payment_id_charge_id_fkey"
      columns: ["payment_id","charge_id"]
isOneToOne: false
      referencedRelation: "payment_allocations"
      referencedColumns: ["payment_id","charge_id"]
    }
                  ]
                },"payment_returns": {
                  Row: {
                    "account": Database["public"]['Enums']["ledger_account_kind"],"amount_kobo": number,"created_at": string,"credit_kobo": number,"fees_kobo": number,"id": string,"kind": Database["public"]['Enums']["return_kind"],"org_id": string,"payment_id": string,"returned_at": string,"source_id": string,"subject_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account": Database["public"]['Enums']["ledger_account_kind"],"amount_kobo": number,"created_at"?: string,"credit_kobo": number,"fees_kobo"?: number,"id"?: string,"kind": Database["public"]['Enums']["return_kind"],"org_id": string,"payment_id": string,"returned_at": string,"source_id": string,"subject_id": string
                  }
                  Update: {
                    "account"?: Database["public"]['Enums']["ledger_account_kind"],"amount_kobo"?: number,"created_at"?: string,"credit_kobo"?: number,"fees_kobo"?: number,"id"?: string,"kind"?: Database["public"]['Enums']["return_kind"],"org_id"?: string,"payment_id"?: string,"returned_at"?: string,"source_id"?: string,"subject_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "payment_returns_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"payment_terms": {
                  Row: {
                    "applies_to": Database["public"]['Enums']["platform_fee_scope"],"bps": number,"cap_kobo": number | null,"created_at": string,"fee_kobo": number,"flat_kobo": number,"id": string,"is_given_back": boolean,"is_unread": boolean,"org_id": string,"paid_kobo": number,"payee_kobo": number | null,"quoted_fees_kobo": number | null,"split_through": Database["public"]['Enums']["payment_method"] | null,"subaccount_code": string | null,"told_code": string | null,"told_payee_kobo": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "applies_to": Database["public"]['Enums']["platform_fee_scope"],"bps": number,"cap_kobo"?: number | null,"created_at"?: string,"fee_kobo": number,"flat_kobo": number,"id"?: string,"is_given_back": boolean,"is_unread"?: boolean,"org_id": string,"paid_kobo"?: number,"payee_kobo"?: number | null,"quoted_fees_kobo"?: number | null,"split_through"?: Database["public"]['Enums']["payment_method"] | null,"subaccount_code"?: string | null,"told_code"?: string | null,"told_payee_kobo"?: number | null
                  }
                  Update: {
                    "applies_to"?: Database["public"]['Enums']["platform_fee_scope"],"bps"?: number,"cap_kobo"?: number | null,"created_at"?: string,"fee_kobo"?: number,"flat_kobo"?: number,"id"?: string,"is_given_back"?: boolean,"is_unread"?: boolean,"org_id"?: string,"paid_kobo"?: number,"payee_kobo"?: number | null,"quoted_fees_kobo"?: number | null,"split_through"?: Database["public"]['Enums']["payment_method"] | null,"subaccount_code"?: string | null,"told_code"?: string | null,"told_payee_kobo"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "payment_terms_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"payments": {
                  Row: {
                    "amount_kobo": number,"application_id": string | null,"channel": string | null,"checkout_url": string | null,"created_at": string,"currency": string,"failure_reason": string | null,"id": string,"mandate_id": string | null,"method": Database["public"]['Enums']["payment_method"],"org_id": string,"paid_at": string | null,"payer_id": string | null,"provider_fees_kobo": number | null,"provider_transaction_id": string | null,"reference": string,"returned_kobo": number,"sale_id": string | null,"status": Database["public"]['Enums']["payment_status"],"tenancy_id": string | null,"terms_id": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"application_id"?: string | null,"channel"?: string | null,"checkout_url"?: string | null,"created_at"?: string,"currency"?: string,"failure_reason"?: string | null,"id"?: string,"mandate_id"?: string | null,"method": Database["public"]['Enums']["payment_method"],"org_id": string,"paid_at"?: string | null,"payer_id"?: string | null,"provider_fees_kobo"?: number | null,"provider_transaction_id"?: string | null,"reference": string,"returned_kobo"?: number,"sale_id"?: string | null,"status"?: Database["public"]['Enums']["payment_status"],"tenancy_id"?: string | null,"terms_id"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "amount_kobo"?: number,"application_id"?: string | null,"channel"?: string | null,"checkout_url"?: string | null,"created_at"?: string,"currency"?: string,"failure_reason"?: string | null,"id"?: string,"mandate_id"?: string | null,"method"?: Database["public"]['Enums']["payment_method"],"org_id"?: string,"paid_at"?: string | null,"payer_id"?: string | null,"provider_fees_kobo"?: number | null,"provider_transaction_id"?: string | null,"reference"?: string,"returned_kobo"?: number,"sale_id"?: string | null,"status"?: Database["public"]['Enums']["payment_status"],"tenancy_id"?: string | null,"terms_id"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "payments_org_id_application_id_fkey"
      columns: ["org_id","application_id"]
isOneToOne: false
      referencedRelation: "applications"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "payments_org_id_mandate_id_fkey"
      columns: ["org_id","mandate_id"]
isOneToOne: false
      referencedRelation: "mandates"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "payments_org_id_sale_id_fkey"
      columns: ["org_id","sale_id"]
isOneToOne: false
      referencedRelation: "sales"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "payments_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "payments_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "payments_payer_id_fkey"
      columns: ["payer_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "payments_terms_fkey"
      columns: ["org_id","terms_id"]
isOneToOne: false
      referencedRelation: "payment_terms"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"payouts": {
                  Row: {
                    "amount_kobo": number,"client_id": string,"created_at": string,"currency": string,"decided_at": string | null,"decided_by": string | null,"decision": string | null,"failure_reason": string | null,"fee_kobo": number | null,"id": string,"is_sole": boolean,"mandate_id": string | null,"note": string | null,"org_id": string,"paid_at": string | null,"payee_account_id": string,"payee_org_id": string,"provider": Database["public"]['Enums']["payment_method"],"provider_transfer_id": string | null,"reference": string,"requested_by": string | null,"sent_at": string | null,"status": Database["public"]['Enums']["payout_status"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"client_id": string,"created_at"?: string,"currency"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: string | null,"failure_reason"?: string | null,"fee_kobo"?: number | null,"id"?: string,"is_sole"?: boolean,"mandate_id"?: string | null,"note"?: string | null,"org_id": string,"paid_at"?: string | null,"payee_account_id": string,"payee_org_id": string,"provider": Database["public"]['Enums']["payment_method"],"provider_transfer_id"?: string | null,"reference": string,"requested_by"?: string | null,"sent_at"?: string | null,"status"?: Database["public"]['Enums']["payout_status"],"updated_at"?: string
                  }
                  Update: {
                    "amount_kobo"?: number,"client_id"?: string,"created_at"?: string,"currency"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: string | null,"failure_reason"?: string | null,"fee_kobo"?: number | null,"id"?: string,"is_sole"?: boolean,"mandate_id"?: string | null,"note"?: string | null,"org_id"?: string,"paid_at"?: string | null,"payee_account_id"?: string,"payee_org_id"?: string,"provider"?: Database["public"]['Enums']["payment_method"],"provider_transfer_id"?: string | null,"reference"?: string,"requested_by"?: string | null,"sent_at"?: string | null,"status"?: Database["public"]['Enums']["payout_status"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "payouts_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "payouts_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "payouts_payee_org_id_mandate_id_fkey"
      columns: ["payee_org_id","mandate_id"]
isOneToOne: false
      referencedRelation: "mandates"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "payouts_payee_org_id_payee_account_id_fkey"
      columns: ["payee_org_id","payee_account_id"]
isOneToOne: false
      referencedRelation: "payee_accounts"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "payouts_requested_by_fkey"
      columns: ["requested_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"personal_consents": {
                  Row: {
                    "given_at": string,"id": string,"language": string,"purpose": Database["public"]['Enums']["consent_purpose"],"user_id": string,"version": string,"withdrawn_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "given_at"?: string,"id"?: string,"language": string,"purpose": Database["public"]['Enums']["consent_purpose"],"user_id": string,"version": string,"withdrawn_at"?: string | null
                  }
                  Update: {
                    "given_at"?: string,"id"?: string,"language"?: string,"purpose"?: Database["public"]['Enums']["consent_purpose"],"user_id"?: string,"version"?: string,"withdrawn_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "personal_consents_purpose_version_language_fkey"
      columns: ["purpose","version","language"]
isOneToOne: false
      referencedRelation: "consent_texts"
      referencedColumns: ["purpose","version","language"]
    },{
      foreignKeyName: "personal_consents_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"platform_fee_rules": {
                  Row: {
                    "applies_to": Database["public"]['Enums']["platform_fee_scope"],"bps": number,"cap_kobo": number | null,"created_at": string,"flat_kobo": number,"follows_default": boolean,"id": string,"is_given_back": boolean,"org_id": string | null,"reason": string,"set_by": string | null,"starts_on": string
                  }
                  ComputedFields: never
                  Insert: {
                    "applies_to": Database["public"]['Enums']["platform_fee_scope"],"bps": number,"cap_kobo"?: number | null,"created_at"?: string,"flat_kobo": number,"follows_default"?: boolean,"id"?: string,"is_given_back": boolean,"org_id"?: string | null,"reason": string,"set_by"?: string | null,"starts_on": string
                  }
                  Update: {
                    "applies_to"?: Database["public"]['Enums']["platform_fee_scope"],"bps"?: number,"cap_kobo"?: number | null,"created_at"?: string,"flat_kobo"?: number,"follows_default"?: boolean,"id"?: string,"is_given_back"?: boolean,"org_id"?: string | null,"reason"?: string,"set_by"?: string | null,"starts_on"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "platform_fee_rules_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "platform_fee_rules_set_by_fkey"
      columns: ["set_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"platform_moves": {
                  Row: {
                    "bank_kobo": number,"clearing_kobo": number,"client_id": string | null,"created_at": string,"entry_id": string,"fee_kobo": number,"id": string,"kind": Database["public"]['Enums']["platform_move_kind"],"note": string | null,"occurred_at": string,"org_id": string,"owed_kobo": number,"payment_id": string | null,"provider": Database["public"]['Enums']["payment_method"] | null,"recorded_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "bank_kobo"?: number,"clearing_kobo"?: number,"client_id"?: string | null,"created_at"?: string,"entry_id": string,"fee_kobo": number,"id"?: string,"kind": Database["public"]['Enums']["platform_move_kind"],"note"?: string | null,"occurred_at": string,"org_id": string,"owed_kobo"?: number,"payment_id"?: string | null,"provider"?: Database["public"]['Enums']["payment_method"] | null,"recorded_by"?: string | null
                  }
                  Update: {
                    "bank_kobo"?: number,"clearing_kobo"?: number,"client_id"?: string | null,"created_at"?: string,"entry_id"?: string,"fee_kobo"?: number,"id"?: string,"kind"?: Database["public"]['Enums']["platform_move_kind"],"note"?: string | null,"occurred_at"?: string,"org_id"?: string,"owed_kobo"?: number,"payment_id"?: string | null,"provider"?: Database["public"]['Enums']["payment_method"] | null,"recorded_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "platform_moves_org_id_entry_id_fkey"
      columns: ["org_id","entry_id"]
isOneToOne: false
      referencedRelation: "ledger_entries"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "platform_moves_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "platform_moves_recorded_by_fkey"
      columns: ["recorded_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"principal_moves": {
                  Row: {
                    "agency_fee_kobo": number,"clearing_kobo": number,"created_at": string,"entry_id": string,"gross_kobo": number,"id": string,"kind": Database["public"]['Enums']["principal_move_kind"],"mandate_id": string,"occurred_at": string,"org_id": string,"owed_kobo": number,"payment_id": string | null,"payout_id": string | null,"principal_org_id": string,"provider": Database["public"]['Enums']["payment_method"],"provider_fees_kobo": number
                  }
                  ComputedFields: never
                  Insert: {
                    "agency_fee_kobo"?: number,"clearing_kobo": number,"created_at"?: string,"entry_id": string,"gross_kobo": number,"id"?: string,"kind": Database["public"]['Enums']["principal_move_kind"],"mandate_id": string,"occurred_at": string,"org_id": string,"owed_kobo": number,"payment_id"?: string | null,"payout_id"?: string | null,"principal_org_id": string,"provider": Database["public"]['Enums']["payment_method"],"provider_fees_kobo"?: number
                  }
                  Update: {
                    "agency_fee_kobo"?: number,"clearing_kobo"?: number,"created_at"?: string,"entry_id"?: string,"gross_kobo"?: number,"id"?: string,"kind"?: Database["public"]['Enums']["principal_move_kind"],"mandate_id"?: string,"occurred_at"?: string,"org_id"?: string,"owed_kobo"?: number,"payment_id"?: string | null,"payout_id"?: string | null,"principal_org_id"?: string,"provider"?: Database["public"]['Enums']["payment_method"],"provider_fees_kobo"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "principal_moves_org_id_entry_id_fkey"
      columns: ["org_id","entry_id"]
isOneToOne: false
      referencedRelation: "ledger_entries"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "principal_moves_org_id_payout_id_fkey"
      columns: ["org_id","payout_id"]
isOneToOne: false
      referencedRelation: "payouts"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "principal_moves_principal_org_id_mandate_id_fkey"
      columns: ["principal_org_id","mandate_id"]
isOneToOne: false
      referencedRelation: "mandates"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "principal_moves_principal_org_id_payment_id_fkey"
      columns: ["principal_org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"profiles": {
                  Row: {
                    "created_at": string,"display_name": string,"id": string,"locale": Database["public"]['Enums']["locale"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"display_name": string,"id": string,"locale"?: Database["public"]['Enums']["locale"],"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"display_name"?: string,"id"?: string,"locale"?: Database["public"]['Enums']["locale"],"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"properties": {
                  Row: {
                    "area": string,"created_at": string,"estate_name": string | null,"house_number": string | null,"id": string,"is_verified": boolean,"kind": Database["public"]['Enums']["property_kind"],"landmark": string | null,"latitude": number | null,"lga": string,"location": unknown,"location_precision": Database["public"]['Enums']["location_precision"],"longitude": number | null,"name": string,"org_id": string,"parent_id": string | null,"postcode": string | null,"shown_location": unknown,"state": string,"street": string,"title_searched_on": string | null,"updated_at": string,"use": Database["public"]['Enums']["property_use"]
                  }
                  ComputedFields: never
                  Insert: {
                    "area": string,"estate_name"?: string | null,"house_number"?: string | null,"kind": Database["public"]['Enums']["property_kind"],"landmark"?: string | null,"latitude"?: number | null,"lga": string,"location_precision"?: Database["public"]['Enums']["location_precision"],"longitude"?: number | null,"name": string,"org_id": string,"parent_id"?: string | null,"postcode"?: string | null,"state": string,"street": string,"use"?: Database["public"]['Enums']["property_use"]
                  }
                  Update: {
                    "area"?: string,"created_at"?: string,"estate_name"?: string | null,"house_number"?: string | null,"id"?: string,"is_verified"?: boolean,"kind"?: Database["public"]['Enums']["property_kind"],"landmark"?: string | null,"latitude"?: number | null,"lga"?: string,"location"?: never,"location_precision"?: Database["public"]['Enums']["location_precision"],"longitude"?: number | null,"name"?: string,"org_id"?: string,"parent_id"?: string | null,"postcode"?: string | null,"shown_location"?: unknown,"state"?: string,"street"?: string,"title_searched_on"?: string | null,"updated_at"?: string,"use"?: Database["public"]['Enums']["property_use"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "properties_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "properties_org_id_parent_id_fkey"
      columns: ["org_id","parent_id"]
isOneToOne: false
      referencedRelation: "properties"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "properties_state_fkey"
      columns: ["state"]
isOneToOne: false
      referencedRelation: "nigerian_states"
      referencedColumns: ["name"]
    }
                  ]
                },"property_imports": {
                  Row: {
                    "already_there_count": number,"created_at": string,"created_by": string | null,"created_count": number,"file_name": string | null,"id": string,"org_id": string,"refused_count": number,"report": NonNullable<Json>,"row_count": number
                  }
                  ComputedFields: never
                  Insert: {
                    "already_there_count": number,"created_at"?: string,"created_by"?: string | null,"created_count": number,"file_name"?: string | null,"id"?: string,"org_id": string,"refused_count": number,"report": NonNullable<Json>,"row_count": number
                  }
                  Update: {
                    "already_there_count"?: number,"created_at"?: string,"created_by"?: string | null,"created_count"?: number,"file_name"?: string | null,"id"?: string,"org_id"?: string,"refused_count"?: number,"report"?: NonNullable<Json>,"row_count"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "property_imports_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "property_imports_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"provider_balances": {
                  Row: {
                    "attempts": number,"clearing_kobo": number | null,"difference_kobo": number | null,"going_out_kobo": number | null,"held_kobo": number | null,"last_error": string | null,"leased_until": string | null,"not_before": string,"on_day": string,"paid_out_kobo": number | null,"provider": Database["public"]['Enums']["payment_method"],"read_at": string | null,"since": string | null,"under_way_kobo": number | null,"unexplained_kobo": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"clearing_kobo"?: number | null,"difference_kobo"?: number | null,"going_out_kobo"?: number | null,"held_kobo"?: number | null,"last_error"?: string | null,"leased_until"?: string | null,"not_before": string,"on_day": string,"paid_out_kobo"?: number | null,"provider": Database["public"]['Enums']["payment_method"],"read_at"?: string | null,"since"?: string | null,"under_way_kobo"?: number | null,"unexplained_kobo"?: number | null
                  }
                  Update: {
                    "attempts"?: number,"clearing_kobo"?: number | null,"difference_kobo"?: number | null,"going_out_kobo"?: number | null,"held_kobo"?: number | null,"last_error"?: string | null,"leased_until"?: string | null,"not_before"?: string,"on_day"?: string,"paid_out_kobo"?: number | null,"provider"?: Database["public"]['Enums']["payment_method"],"read_at"?: string | null,"since"?: string | null,"under_way_kobo"?: number | null,"unexplained_kobo"?: number | null
                  }
                  Relationships: [
                    
                  ]
                },"receipt_voids": {
                  Row: {
                    "hash": string,"hash_version": number,"org_id": string,"previous_hash": string,"reason": string,"receipt_id": string,"serial": number,"voided_at": string,"voided_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "hash": string,"hash_version": number,"org_id": string,"previous_hash": string,"reason": string,"receipt_id": string,"serial": number,"voided_at"?: string,"voided_by"?: string | null
                  }
                  Update: {
                    "hash"?: string,"hash_version"?: number,"org_id"?: string,"previous_hash"?: string,"reason"?: string,"receipt_id"?: string,"serial"?: number,"voided_at"?: string,"voided_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "receipt_voids_org_id_receipt_id_fkey"
      columns: ["org_id","receipt_id"]
isOneToOne: false
      referencedRelation: "receipts"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "receipt_voids_voided_by_fkey"
      columns: ["voided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"receipts": {
                  Row: {
                    "amount_kobo": number,"application_id": string | null,"currency": string,"hash": string,"hash_version": number,"id": string,"issued_at": string,"items": NonNullable<Json>,"kind": Database["public"]['Enums']["receipt_kind"],"landlord_address": string,"landlord_name": string,"method": Database["public"]['Enums']["payment_method"],"number": string,"org_id": string,"payment_id": string,"payment_reference": string,"period": unknown,"premises": string,"previous_hash": string,"received_on": string,"replaces_id": string | null,"sale_id": string | null,"serial": number,"tenancy_id": string | null,"tenant_address": string | null,"tenant_names": string,"token": string,"token_hash": string,"year": number
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"application_id"?: string | null,"currency": string,"hash": string,"hash_version": number,"id"?: string,"issued_at"?: string,"items": NonNullable<Json>,"kind": Database["public"]['Enums']["receipt_kind"],"landlord_address": string,"landlord_name": string,"method": Database["public"]['Enums']["payment_method"],"number": string,"org_id": string,"payment_id": string,"payment_reference": string,"period"?: unknown,"premises": string,"previous_hash": string,"received_on": string,"replaces_id"?: string | null,"sale_id"?: string | null,"serial": number,"tenancy_id"?: string | null,"tenant_address"?: string | null,"tenant_names": string,"token": string,"token_hash": string,"year": number
                  }
                  Update: {
                    "amount_kobo"?: number,"application_id"?: string | null,"currency"?: string,"hash"?: string,"hash_version"?: number,"id"?: string,"issued_at"?: string,"items"?: NonNullable<Json>,"kind"?: Database["public"]['Enums']["receipt_kind"],"landlord_address"?: string,"landlord_name"?: string,"method"?: Database["public"]['Enums']["payment_method"],"number"?: string,"org_id"?: string,"payment_id"?: string,"payment_reference"?: string,"period"?: unknown,"premises"?: string,"previous_hash"?: string,"received_on"?: string,"replaces_id"?: string | null,"sale_id"?: string | null,"serial"?: number,"tenancy_id"?: string | null,"tenant_address"?: string | null,"tenant_names"?: string,"token"?: string,"token_hash"?: string,"year"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "receipts_org_id_application_id_fkey"
      columns: ["org_id","application_id"]
isOneToOne: false
      referencedRelation: "applications"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "receipts_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "receipts_org_id_replaces_id_fkey"
      columns: ["org_id","replaces_id"]
isOneToOne: false
      referencedRelation: "receipts"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "receipts_org_id_sale_id_fkey"
      columns: ["org_id","sale_id"]
isOneToOne: false
      referencedRelation: "sales"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "receipts_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "receipts_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"refunds": {
                  Row: {
                    "amount_kobo": number,"approved_alone": boolean,"approved_at": string | null,"approved_by": string | null,"charge_id": string | null,"client_id": string | null,"created_at": string,"decision": string | null,"document_id": string | null,"drops_charges": boolean,"excess_kobo": number,"failure_reason": string | null,"id": string,"method": Database["public"]['Enums']["payment_method"],"org_id": string,"paid_by": string | null,"paid_note": string | null,"paid_on": string | null,"paid_reference": string | null,"payment_id": string,"provider_refund_id": string | null,"reason": string,"requested_by": string | null,"same_as": string | null,"sent_at": string | null,"status": Database["public"]['Enums']["refund_status"],"subject_id": string,"updated_at": string,"way": Database["public"]['Enums']["refund_way"]
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"approved_alone"?: boolean,"approved_at"?: string | null,"approved_by"?: string | null,"charge_id"?: string | null,"client_id"?: string | null,"created_at"?: string,"decision"?: string | null,"document_id"?: string | null,"drops_charges"?: boolean,"excess_kobo"?: number,"failure_reason"?: string | null,"id"?: string,"method": Database["public"]['Enums']["payment_method"],"org_id": string,"paid_by"?: string | null,"paid_note"?: string | null,"paid_on"?: string | null,"paid_reference"?: string | null,"payment_id": string,"provider_refund_id"?: string | null,"reason": string,"requested_by"?: string | null,"same_as"?: string | null,"sent_at"?: string | null,"status": Database["public"]['Enums']["refund_status"],"subject_id": string,"updated_at"?: string,"way": Database["public"]['Enums']["refund_way"]
                  }
                  Update: {
                    "amount_kobo"?: number,"approved_alone"?: boolean,"approved_at"?: string | null,"approved_by"?: string | null,"charge_id"?: string | null,"client_id"?: string | null,"created_at"?: string,"decision"?: string | null,"document_id"?: string | null,"drops_charges"?: boolean,"excess_kobo"?: number,"failure_reason"?: string | null,"id"?: string,"method"?: Database["public"]['Enums']["payment_method"],"org_id"?: string,"paid_by"?: string | null,"paid_note"?: string | null,"paid_on"?: string | null,"paid_reference"?: string | null,"payment_id"?: string,"provider_refund_id"?: string | null,"reason"?: string,"requested_by"?: string | null,"same_as"?: string | null,"sent_at"?: string | null,"status"?: Database["public"]['Enums']["refund_status"],"subject_id"?: string,"updated_at"?: string,"way"?: Database["public"]['Enums']["refund_way"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "refunds_approved_by_fkey"
      columns: ["approved_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "refunds_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "refunds_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "refunds_org_id_document_id_fkey"
      columns: ["org_id","document_id"]
isOneToOne: false
      referencedRelation: "documents"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "refunds_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "refunds_org_id_same_as_fkey"
      columns: ["org_id","same_as"]
isOneToOne: false
      referencedRelation: "refunds"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "refunds_paid_by_fkey"
      columns: ["paid_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "refunds_requested_by_fkey"
      columns: ["requested_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"reminder_rules": {
                  Row: {
                    "days": (number)[],"org_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "days": (number)[],"org_id": string,"updated_at"?: string
                  }
                  Update: {
                    "days"?: (number)[],"org_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "reminder_rules_org_id_fkey"
      columns: ["org_id"]
isOneToOne: true
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"reminders": {
                  Row: {
                    "amount_kobo": number,"days": number,"due_on": string,"id": string,"org_id": string,"tenancy_id": string,"told_on": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"days": number,"due_on": string,"id"?: string,"org_id": string,"tenancy_id": string,"told_on": string
                  }
                  Update: {
                    "amount_kobo"?: number,"days"?: number,"due_on"?: string,"id"?: string,"org_id"?: string,"tenancy_id"?: string,"told_on"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "reminders_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "reminders_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"reports": {
                  Row: {
                    "created_at": string,"decided_at": string | null,"decided_by": string | null,"decision": Database["public"]['Enums']["report_decision"] | null,"decision_reason": string | null,"id": string,"listing_id": string | null,"note": string | null,"person_id": string | null,"reason": Database["public"]['Enums']["report_reason"],"reported_by": string,"subject": Database["public"]['Enums']["report_subject"]
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: Database["public"]['Enums']["report_decision"] | null,"decision_reason"?: string | null,"id"?: string,"listing_id"?: string | null,"note"?: string | null,"person_id"?: string | null,"reason": Database["public"]['Enums']["report_reason"],"reported_by": string,"subject": Database["public"]['Enums']["report_subject"]
                  }
                  Update: {
                    "created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: Database["public"]['Enums']["report_decision"] | null,"decision_reason"?: string | null,"id"?: string,"listing_id"?: string | null,"note"?: string | null,"person_id"?: string | null,"reason"?: Database["public"]['Enums']["report_reason"],"reported_by"?: string,"subject"?: Database["public"]['Enums']["report_subject"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "reports_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "reports_listing_id_fkey"
      columns: ["listing_id"]
isOneToOne: false
      referencedRelation: "listings"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "reports_person_id_fkey"
      columns: ["person_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "reports_reported_by_fkey"
      columns: ["reported_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"sale_parties": {
                  Row: {
                    "address": string | null,"created_at": string,"full_name": string,"id": string,"org_id": string,"party_org_id": string | null,"phone": string | null,"profile_id": string | null,"role": Database["public"]['Enums']["sale_role"],"sale_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "address"?: string | null,"created_at"?: string,"full_name": string,"id"?: string,"org_id": string,"party_org_id"?: string | null,"phone"?: string | null,"profile_id"?: string | null,"role": Database["public"]['Enums']["sale_role"],"sale_id": string
                  }
                  Update: {
                    "address"?: string | null,"created_at"?: string,"full_name"?: string,"id"?: string,"org_id"?: string,"party_org_id"?: string | null,"phone"?: string | null,"profile_id"?: string | null,"role"?: Database["public"]['Enums']["sale_role"],"sale_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "sale_parties_org_id_sale_id_fkey"
      columns: ["org_id","sale_id"]
isOneToOne: false
      referencedRelation: "sales"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "sale_parties_party_org_id_fkey"
      columns: ["party_org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "sale_parties_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"sales": {
                  Row: {
                    "agreed_on": string,"closed_on": string | null,"contract_signed_on": string | null,"created_at": string,"deed_reference": string | null,"fell_through_reason": string | null,"id": string,"is_tenanted": boolean,"listing_id": string,"offer_id": string,"org_id": string,"price_kobo": number,"property_id": string,"proposed_price_kobo": number | null,"status": Database["public"]['Enums']["sale_status"],"taker_org_id": string | null,"unit_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "agreed_on"?: string,"closed_on"?: string | null,"contract_signed_on"?: string | null,"created_at"?: string,"deed_reference"?: string | null,"fell_through_reason"?: string | null,"id"?: string,"is_tenanted"?: boolean,"listing_id": string,"offer_id": string,"org_id": string,"price_kobo": number,"property_id": string,"proposed_price_kobo"?: number | null,"status"?: Database["public"]['Enums']["sale_status"],"taker_org_id"?: string | null,"unit_id": string,"updated_at"?: string
                  }
                  Update: {
                    "agreed_on"?: string,"closed_on"?: string | null,"contract_signed_on"?: string | null,"created_at"?: string,"deed_reference"?: string | null,"fell_through_reason"?: string | null,"id"?: string,"is_tenanted"?: boolean,"listing_id"?: string,"offer_id"?: string,"org_id"?: string,"price_kobo"?: number,"property_id"?: string,"proposed_price_kobo"?: number | null,"status"?: Database["public"]['Enums']["sale_status"],"taker_org_id"?: string | null,"unit_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "sales_org_id_listing_id_fkey"
      columns: ["org_id","listing_id"]
isOneToOne: false
      referencedRelation: "listings"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "sales_org_id_offer_id_fkey"
      columns: ["org_id","offer_id"]
isOneToOne: true
      referencedRelation: "offers"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "sales_org_id_property_id_fkey"
      columns: ["org_id","property_id"]
isOneToOne: false
      referencedRelation: "properties"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "sales_org_id_unit_id_fkey"
      columns: ["org_id","unit_id"]
isOneToOne: false
      referencedRelation: "unit_occupancy"
      referencedColumns: ["org_id","unit_id"]
    },{
      foreignKeyName: "sales_org_id_unit_id_fkey"
      columns: ["org_id","unit_id"]
isOneToOne: false
      referencedRelation: "units"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "sales_taker_org_id_fkey"
      columns: ["taker_org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"saved_authorizations": {
                  Row: {
                    "bank": string | null,"brand": string | null,"channel": string,"created_at": string,"expires_on": string | null,"id": string,"last_four": string | null,"provider": Database["public"]['Enums']["payment_method"],"status": Database["public"]['Enums']["authorization_status"],"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "bank"?: string | null,"brand"?: string | null,"channel": string,"created_at"?: string,"expires_on"?: string | null,"id"?: string,"last_four"?: string | null,"provider": Database["public"]['Enums']["payment_method"],"status"?: Database["public"]['Enums']["authorization_status"],"updated_at"?: string,"user_id": string
                  }
                  Update: {
                    "bank"?: string | null,"brand"?: string | null,"channel"?: string,"created_at"?: string,"expires_on"?: string | null,"id"?: string,"last_four"?: string | null,"provider"?: Database["public"]['Enums']["payment_method"],"status"?: Database["public"]['Enums']["authorization_status"],"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "saved_authorizations_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"saved_searches": {
                  Row: {
                    "area": string | null,"area_key": string | null,"bounds": unknown,"centre": unknown,"created_at": string,"features": (Database["public"]['Enums']["feature"])[],"frequency": Database["public"]['Enums']["alert_frequency"],"furnished": boolean | null,"id": string,"is_active": boolean,"kinds": (Database["public"]['Enums']["unit_kind"])[],"last_digest_on": string | null,"last_matched_at": string | null,"max_bedrooms": number | null,"max_price_kobo": number | null,"min_bathrooms": number | null,"min_bedrooms": number | null,"min_price_kobo": number | null,"name": string,"polygon": unknown,"purpose": Database["public"]['Enums']["listing_purpose"],"radius_m": number | null,"updated_at": string,"user_id": string,"verified_only": boolean,"word_keys": (string)[] | null,"words": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "area"?: string | null,"area_key"?: never,"bounds"?: unknown,"centre"?: unknown,"created_at"?: string,"features"?: (Database["public"]['Enums']["feature"])[],"frequency"?: Database["public"]['Enums']["alert_frequency"],"furnished"?: boolean | null,"id"?: string,"is_active"?: boolean,"kinds"?: (Database["public"]['Enums']["unit_kind"])[],"last_digest_on"?: string | null,"last_matched_at"?: string | null,"max_bedrooms"?: number | null,"max_price_kobo"?: number | null,"min_bathrooms"?: number | null,"min_bedrooms"?: number | null,"min_price_kobo"?: number | null,"name": string,"polygon"?: unknown,"purpose": Database["public"]['Enums']["listing_purpose"],"radius_m"?: number | null,"updated_at"?: string,"user_id": string,"verified_only"?: boolean,"word_keys"?: never,"words"?: string | null
                  }
                  Update: {
                    "area"?: string | null,"area_key"?: never,"bounds"?: unknown,"centre"?: unknown,"created_at"?: string,"features"?: (Database["public"]['Enums']["feature"])[],"frequency"?: Database["public"]['Enums']["alert_frequency"],"furnished"?: boolean | null,"id"?: string,"is_active"?: boolean,"kinds"?: (Database["public"]['Enums']["unit_kind"])[],"last_digest_on"?: string | null,"last_matched_at"?: string | null,"max_bedrooms"?: number | null,"max_price_kobo"?: number | null,"min_bathrooms"?: number | null,"min_bedrooms"?: number | null,"min_price_kobo"?: number | null,"name"?: string,"polygon"?: unknown,"purpose"?: Database["public"]['Enums']["listing_purpose"],"radius_m"?: number | null,"updated_at"?: string,"user_id"?: string,"verified_only"?: boolean,"word_keys"?: never,"words"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "saved_searches_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"search_alerts": {
                  Row: {
                    "created_at": string,"listing_id": string,"search_id": string,"state": Database["public"]['Enums']["alert_state"]
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"listing_id": string,"search_id": string,"state": Database["public"]['Enums']["alert_state"]
                  }
                  Update: {
                    "created_at"?: string,"listing_id"?: string,"search_id"?: string,"state"?: Database["public"]['Enums']["alert_state"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "search_alerts_listing_id_fkey"
      columns: ["listing_id"]
isOneToOne: false
      referencedRelation: "listings"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "search_alerts_search_id_fkey"
      columns: ["search_id"]
isOneToOne: false
      referencedRelation: "saved_searches"
      referencedColumns: ["id"]
    }
                  ]
                },"search_terms": {
                  Row: {
                    "amount": number | null,"bedrooms": number | null,"features": (Database["public"]['Enums']["feature"])[] | null,"is_furnished": boolean | null,"kinds": (Database["public"]['Enums']["unit_kind"])[] | null,"lgas": (string)[] | null,"phrase": string,"price_per": Database["public"]['Enums']["price_period"] | null,"purpose": Database["public"]['Enums']["listing_purpose"] | null,"role": Database["public"]['Enums']["search_role"],"stands_alone": boolean,"states": (string)[] | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount"?: number | null,"bedrooms"?: number | null,"features"?: (Database["public"]['Enums']["feature"])[] | null,"is_furnished"?: boolean | null,"kinds"?: (Database["public"]['Enums']["unit_kind"])[] | null,"lgas"?: (string)[] | null,"phrase": string,"price_per"?: Database["public"]['Enums']["price_period"] | null,"purpose"?: Database["public"]['Enums']["listing_purpose"] | null,"role"?: Database["public"]['Enums']["search_role"],"stands_alone"?: boolean,"states"?: (string)[] | null,"updated_at"?: string
                  }
                  Update: {
                    "amount"?: number | null,"bedrooms"?: number | null,"features"?: (Database["public"]['Enums']["feature"])[] | null,"is_furnished"?: boolean | null,"kinds"?: (Database["public"]['Enums']["unit_kind"])[] | null,"lgas"?: (string)[] | null,"phrase"?: string,"price_per"?: Database["public"]['Enums']["price_period"] | null,"purpose"?: Database["public"]['Enums']["listing_purpose"] | null,"role"?: Database["public"]['Enums']["search_role"],"stands_alone"?: boolean,"states"?: (string)[] | null,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"staff_members": {
                  Row: {
                    "created_at": string,"note": string,"role": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"note": string,"role"?: string | null,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"note"?: string,"role"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "staff_members_user_id_fkey"
      columns: ["user_id"]
isOneToOne: true
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"state_changes": {
                  Row: {
                    "actor_id": string | null,"from_state": string | null,"id": string,"machine": Database["public"]['Enums']["state_machine"],"occurred_at": string,"org_id": string,"reason": string | null,"subject_id": string,"to_state": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"from_state"?: string | null,"id"?: string,"machine": Database["public"]['Enums']["state_machine"],"occurred_at"?: string,"org_id": string,"reason"?: string | null,"subject_id": string,"to_state": string
                  }
                  Update: {
                    "actor_id"?: string | null,"from_state"?: string | null,"id"?: string,"machine"?: Database["public"]['Enums']["state_machine"],"occurred_at"?: string,"org_id"?: string,"reason"?: string | null,"subject_id"?: string,"to_state"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "state_changes_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"statement_accounts": {
                  Row: {
                    "bank_name": string,"created_at": string,"created_by": string | null,"credit_column": string,"date_column": string,"date_order": Database["public"]['Enums']["statement_date_order"],"direction_column": string | null,"id": string,"label": string,"last_four": string | null,"narration_column": string,"org_id": string,"payer_column": string | null,"reference_column": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "bank_name": string,"created_at"?: string,"created_by"?: string | null,"credit_column": string,"date_column": string,"date_order"?: Database["public"]['Enums']["statement_date_order"],"direction_column"?: string | null,"id"?: string,"label": string,"last_four"?: string | null,"narration_column": string,"org_id": string,"payer_column"?: string | null,"reference_column"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "bank_name"?: string,"created_at"?: string,"created_by"?: string | null,"credit_column"?: string,"date_column"?: string,"date_order"?: Database["public"]['Enums']["statement_date_order"],"direction_column"?: string | null,"id"?: string,"label"?: string,"last_four"?: string | null,"narration_column"?: string,"org_id"?: string,"payer_column"?: string | null,"reference_column"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "statement_accounts_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "statement_accounts_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"statement_imports": {
                  Row: {
                    "account_id": string,"created_at": string,"created_by": string | null,"file_name": string | null,"id": string,"known_count": number,"left_out_count": number,"new_count": number,"org_id": string,"refused": NonNullable<Json>,"refused_count": number,"row_count": number
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"created_at"?: string,"created_by"?: string | null,"file_name"?: string | null,"id"?: string,"known_count": number,"left_out_count": number,"new_count": number,"org_id": string,"refused": NonNullable<Json>,"refused_count": number,"row_count": number
                  }
                  Update: {
                    "account_id"?: string,"created_at"?: string,"created_by"?: string | null,"file_name"?: string | null,"id"?: string,"known_count"?: number,"left_out_count"?: number,"new_count"?: number,"org_id"?: string,"refused"?: NonNullable<Json>,"refused_count"?: number,"row_count"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "statement_imports_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "statement_imports_org_id_account_id_fkey"
      columns: ["org_id","account_id"]
isOneToOne: false
      referencedRelation: "statement_accounts"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"statement_rows": {
                  Row: {
                    "account_id": string,"amount_kobo": number,"booked_on": string,"cells_hash": string,"created_at": string,"decided_at": string | null,"decided_by": string | null,"dismissed_reason": string | null,"id": string,"import_id": string,"is_other_money": boolean,"narration": string,"offline_payment_id": string | null,"org_id": string,"reference": string | null,"row_hash": string,"search_key": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"amount_kobo": number,"booked_on": string,"cells_hash": string,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"dismissed_reason"?: string | null,"id"?: string,"import_id": string,"is_other_money"?: boolean,"narration": string,"offline_payment_id"?: string | null,"org_id": string,"reference"?: string | null,"row_hash": string,"search_key"?: never
                  }
                  Update: {
                    "account_id"?: string,"amount_kobo"?: number,"booked_on"?: string,"cells_hash"?: string,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"dismissed_reason"?: string | null,"id"?: string,"import_id"?: string,"is_other_money"?: boolean,"narration"?: string,"offline_payment_id"?: string | null,"org_id"?: string,"reference"?: string | null,"row_hash"?: string,"search_key"?: never
                  }
                  Relationships: [
                    {
      foreignKeyName: "statement_rows_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "statement_rows_org_id_account_id_fkey"
      columns: ["org_id","account_id"]
isOneToOne: false
      referencedRelation: "statement_accounts"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "statement_rows_org_id_import_id_fkey"
      columns: ["org_id","import_id"]
isOneToOne: false
      referencedRelation: "statement_imports"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "statement_rows_org_id_offline_payment_id_fkey"
      columns: ["org_id","offline_payment_id"]
isOneToOne: false
      referencedRelation: "offline_payments"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"statutory_notices": {
                  Row: {
                    "addressee": string,"addressee_address": string,"body": string,"client_id": string,"computed": NonNullable<Json>,"form": Database["public"]['Enums']["notice_form"],"grounds": string,"id": string,"issued_at": string,"issued_by": string | null,"landlord_name": string,"letterhead_id": string,"mandate_id": string | null,"nature": Database["public"]['Enums']["tenancy_nature"],"number": string,"org_id": string,"premises": string,"ruleset_id": string,"ruleset_version": number,"sender_address": string,"sender_name": string,"serial": number,"serve_by": string,"takes_effect_on": string,"tenancy_id": string,"written_on": string,"year": number
                  }
                  ComputedFields: never
                  Insert: {
                    "addressee": string,"addressee_address": string,"body": string,"client_id": string,"computed": NonNullable<Json>,"form": Database["public"]['Enums']["notice_form"],"grounds": string,"id"?: string,"issued_at"?: string,"issued_by"?: string | null,"landlord_name": string,"letterhead_id": string,"mandate_id"?: string | null,"nature": Database["public"]['Enums']["tenancy_nature"],"number": string,"org_id": string,"premises": string,"ruleset_id": string,"ruleset_version": number,"sender_address": string,"sender_name": string,"serial": number,"serve_by": string,"takes_effect_on": string,"tenancy_id": string,"written_on": string,"year": number
                  }
                  Update: {
                    "addressee"?: string,"addressee_address"?: string,"body"?: string,"client_id"?: string,"computed"?: NonNullable<Json>,"form"?: Database["public"]['Enums']["notice_form"],"grounds"?: string,"id"?: string,"issued_at"?: string,"issued_by"?: string | null,"landlord_name"?: string,"letterhead_id"?: string,"mandate_id"?: string | null,"nature"?: Database["public"]['Enums']["tenancy_nature"],"number"?: string,"org_id"?: string,"premises"?: string,"ruleset_id"?: string,"ruleset_version"?: number,"sender_address"?: string,"sender_name"?: string,"serial"?: number,"serve_by"?: string,"takes_effect_on"?: string,"tenancy_id"?: string,"written_on"?: string,"year"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "statutory_notices_issued_by_fkey"
      columns: ["issued_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "statutory_notices_letterhead_id_fkey"
      columns: ["letterhead_id"]
isOneToOne: false
      referencedRelation: "letterheads"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "statutory_notices_org_id_mandate_id_fkey"
      columns: ["org_id","mandate_id"]
isOneToOne: false
      referencedRelation: "mandates"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "statutory_notices_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "statutory_notices_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "statutory_notices_ruleset_id_fkey"
      columns: ["ruleset_id"]
isOneToOne: false
      referencedRelation: "notice_rulesets"
      referencedColumns: ["id"]
    }
                  ]
                },"tax_certificates": {
                  Row: {
                    "amount_kobo": number,"certificate_no": string,"charge_id": string,"created_at": string,"created_by": string | null,"id": string,"issued_on": string,"org_id": string,"payment_id": string,"taken_back_at": string | null,"tenancy_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"certificate_no": string,"charge_id": string,"created_at"?: string,"created_by"?: string | null,"id"?: string,"issued_on": string,"org_id": string,"payment_id": string,"taken_back_at"?: string | null,"tenancy_id": string
                  }
                  Update: {
                    "amount_kobo"?: number,"certificate_no"?: string,"charge_id"?: string,"created_at"?: string,"created_by"?: string | null,"id"?: string,"issued_on"?: string,"org_id"?: string,"payment_id"?: string,"taken_back_at"?: string | null,"tenancy_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "tax_certificates_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tax_certificates_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charge_balances"
      referencedColumns: ["org_id","charge_id"]
    },{
      foreignKeyName: "tax_certificates_org_id_charge_id_fkey"
      columns: ["org_id","charge_id"]
isOneToOne: false
      referencedRelation: "charges"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "tax_certificates_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "tax_certificates_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "tax_certificates_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"tenancies": {
                  Row: {
                    "advance_periods": number,"created_at": string,"created_by": string | null,"currency": string,"ended_on": string | null,"ends_on": string,"evidence": string | null,"hold_id": string | null,"id": string,"is_in_force": boolean,"mandate_id": string | null,"nature": Database["public"]['Enums']["tenancy_nature"],"nature_reason": string | null,"notice_days": number | null,"org_id": string,"parent_id": string | null,"rent_kobo": number,"rent_per": Database["public"]['Enums']["price_period"],"starts_on": string,"status": Database["public"]['Enums']["tenancy_status"],"unit_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "advance_periods"?: number,"created_at"?: string,"created_by"?: string | null,"currency"?: string,"ended_on"?: string | null,"ends_on": string,"evidence"?: string | null,"hold_id"?: string | null,"id"?: string,"is_in_force"?: never,"mandate_id"?: string | null,"nature": Database["public"]['Enums']["tenancy_nature"],"nature_reason"?: string | null,"notice_days"?: number | null,"org_id": string,"parent_id"?: string | null,"rent_kobo": number,"rent_per": Database["public"]['Enums']["price_period"],"starts_on": string,"status"?: Database["public"]['Enums']["tenancy_status"],"unit_id": string,"updated_at"?: string
                  }
                  Update: {
                    "advance_periods"?: number,"created_at"?: string,"created_by"?: string | null,"currency"?: string,"ended_on"?: string | null,"ends_on"?: string,"evidence"?: string | null,"hold_id"?: string | null,"id"?: string,"is_in_force"?: never,"mandate_id"?: string | null,"nature"?: Database["public"]['Enums']["tenancy_nature"],"nature_reason"?: string | null,"notice_days"?: number | null,"org_id"?: string,"parent_id"?: string | null,"rent_kobo"?: number,"rent_per"?: Database["public"]['Enums']["price_period"],"starts_on"?: string,"status"?: Database["public"]['Enums']["tenancy_status"],"unit_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "tenancies_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tenancies_org_id_hold_id_fkey"
      columns: ["org_id","hold_id"]
isOneToOne: false
      referencedRelation: "unit_holds"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "tenancies_org_id_mandate_id_fkey"
      columns: ["org_id","mandate_id"]
isOneToOne: false
      referencedRelation: "mandates"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "tenancies_org_id_unit_id_fkey"
      columns: ["org_id","unit_id"]
isOneToOne: false
      referencedRelation: "unit_occupancy"
      referencedColumns: ["org_id","unit_id"]
    },{
      foreignKeyName: "tenancies_org_id_unit_id_fkey"
      columns: ["org_id","unit_id"]
isOneToOne: false
      referencedRelation: "units"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "tenancies_parent_fkey"
      columns: ["org_id","parent_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "tenancies_parent_fkey"
      columns: ["org_id","parent_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"tenancy_handovers": {
                  Row: {
                    "created_at": string,"deposit_kobo": number,"handed_over_on": string,"id": string,"org_id": string,"other_name": string,"other_org_id": string,"other_property_id": string | null,"other_tenancy_id": string,"pair_id": string,"prepaid_kobo": number,"sale_id": string | null,"settled_at": string | null,"settled_by": string | null,"side": Database["public"]['Enums']["handover_side"],"tenancy_id": string,"was_renewed": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"deposit_kobo": number,"handed_over_on": string,"id"?: string,"org_id": string,"other_name": string,"other_org_id": string,"other_property_id"?: string | null,"other_tenancy_id": string,"pair_id": string,"prepaid_kobo": number,"sale_id"?: string | null,"settled_at"?: string | null,"settled_by"?: string | null,"side": Database["public"]['Enums']["handover_side"],"tenancy_id": string,"was_renewed"?: boolean
                  }
                  Update: {
                    "created_at"?: string,"deposit_kobo"?: number,"handed_over_on"?: string,"id"?: string,"org_id"?: string,"other_name"?: string,"other_org_id"?: string,"other_property_id"?: string | null,"other_tenancy_id"?: string,"pair_id"?: string,"prepaid_kobo"?: number,"sale_id"?: string | null,"settled_at"?: string | null,"settled_by"?: string | null,"side"?: Database["public"]['Enums']["handover_side"],"tenancy_id"?: string,"was_renewed"?: boolean
                  }
                  Relationships: [
                    {
      foreignKeyName: "tenancy_handovers_org_id_sale_id_fkey"
      columns: ["org_id","sale_id"]
isOneToOne: false
      referencedRelation: "sales"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "tenancy_handovers_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "tenancy_handovers_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "tenancy_handovers_other_org_id_fkey"
      columns: ["other_org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tenancy_handovers_settled_by_fkey"
      columns: ["settled_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"tenancy_notices": {
                  Row: {
                    "basis": string,"created_at": string,"ends_on": string,"given_by": string | null,"given_by_owner": boolean,"given_on": string,"id": string,"org_id": string,"reason": string,"tenancy_id": string,"withdrawn_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "basis": string,"created_at"?: string,"ends_on": string,"given_by"?: string | null,"given_by_owner": boolean,"given_on": string,"id"?: string,"org_id": string,"reason": string,"tenancy_id": string,"withdrawn_at"?: string | null
                  }
                  Update: {
                    "basis"?: string,"created_at"?: string,"ends_on"?: string,"given_by"?: string | null,"given_by_owner"?: boolean,"given_on"?: string,"id"?: string,"org_id"?: string,"reason"?: string,"tenancy_id"?: string,"withdrawn_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "tenancy_notices_given_by_fkey"
      columns: ["given_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tenancy_notices_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "tenancy_notices_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"tenancy_parties": {
                  Row: {
                    "accepted_at": string | null,"agreed_on_paper": boolean,"created_at": string,"org_id": string,"tenancy_id": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"agreed_on_paper"?: boolean,"created_at"?: string,"org_id": string,"tenancy_id": string,"tenant_id": string
                  }
                  Update: {
                    "accepted_at"?: string | null,"agreed_on_paper"?: boolean,"created_at"?: string,"org_id"?: string,"tenancy_id"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "tenancy_parties_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "tenancy_parties_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "tenancy_parties_org_id_tenant_id_fkey"
      columns: ["org_id","tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"tenants": {
                  Row: {
                    "address": string,"created_at": string,"email": string | null,"full_name": string,"id": string,"org_id": string,"phone": string | null,"updated_at": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "address": string,"email"?: string | null,"full_name": string,"org_id": string,"phone"?: string | null
                  }
                  Update: {
                    "address"?: string,"created_at"?: string,"email"?: string | null,"full_name"?: string,"id"?: string,"org_id"?: string,"phone"?: string | null,"updated_at"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "tenants_org_id_fkey"
      columns: ["org_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tenants_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"title_documents": {
                  Row: {
                    "created_at": string,"holder_name": string,"id": string,"issued_on": string | null,"kind": Database["public"]['Enums']["title_document_kind"],"number": string | null,"org_id": string,"place_changed_at": string | null,"property_id": string,"registry": string | null,"searched_by": string | null,"searched_on": string | null,"status": Database["public"]['Enums']["title_document_status"],"status_note": string | null,"storage_path": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"holder_name": string,"id"?: string,"issued_on"?: string | null,"kind": Database["public"]['Enums']["title_document_kind"],"number"?: string | null,"org_id": string,"place_changed_at"?: string | null,"property_id": string,"registry"?: string | null,"searched_by"?: string | null,"searched_on"?: string | null,"status"?: Database["public"]['Enums']["title_document_status"],"status_note"?: string | null,"storage_path"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"holder_name"?: string,"id"?: string,"issued_on"?: string | null,"kind"?: Database["public"]['Enums']["title_document_kind"],"number"?: string | null,"org_id"?: string,"place_changed_at"?: string | null,"property_id"?: string,"registry"?: string | null,"searched_by"?: string | null,"searched_on"?: string | null,"status"?: Database["public"]['Enums']["title_document_status"],"status_note"?: string | null,"storage_path"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "title_documents_org_id_property_id_fkey"
      columns: ["org_id","property_id"]
isOneToOne: false
      referencedRelation: "properties"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "title_documents_searched_by_fkey"
      columns: ["searched_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"trust_rules": {
                  Row: {
                    "act": Database["public"]['Enums']["trust_act"],"created_at": string,"from_kobo": number,"holds_from": string,"level": Database["public"]['Enums']["trust_level"],"level_before": Database["public"]['Enums']["trust_level"],"reason": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "act": Database["public"]['Enums']["trust_act"],"created_at"?: string,"from_kobo"?: number,"holds_from"?: string,"level": Database["public"]['Enums']["trust_level"],"level_before"?: Database["public"]['Enums']["trust_level"],"reason": string,"updated_at"?: string
                  }
                  Update: {
                    "act"?: Database["public"]['Enums']["trust_act"],"created_at"?: string,"from_kobo"?: number,"holds_from"?: string,"level"?: Database["public"]['Enums']["trust_level"],"level_before"?: Database["public"]['Enums']["trust_level"],"reason"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"unit_holds": {
                  Row: {
                    "created_at": string,"expires_at": string | null,"held_right": Database["public"]['Enums']["held_right"],"id": string,"is_block": boolean,"note": string | null,"org_id": string,"period": unknown,"reason": Database["public"]['Enums']["hold_reason"],"status": Database["public"]['Enums']["hold_status"],"unit_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"expires_at"?: string | null,"held_right"?: Database["public"]['Enums']["held_right"],"id"?: string,"is_block"?: boolean,"note"?: string | null,"org_id": string,"period": unknown,"reason": Database["public"]['Enums']["hold_reason"],"status"?: Database["public"]['Enums']["hold_status"],"unit_id": string
                  }
                  Update: {
                    "created_at"?: string,"expires_at"?: string | null,"held_right"?: Database["public"]['Enums']["held_right"],"id"?: string,"is_block"?: boolean,"note"?: string | null,"org_id"?: string,"period"?: unknown,"reason"?: Database["public"]['Enums']["hold_reason"],"status"?: Database["public"]['Enums']["hold_status"],"unit_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "unit_holds_org_id_unit_id_fkey"
      columns: ["org_id","unit_id"]
isOneToOne: false
      referencedRelation: "unit_occupancy"
      referencedColumns: ["org_id","unit_id"]
    },{
      foreignKeyName: "unit_holds_org_id_unit_id_fkey"
      columns: ["org_id","unit_id"]
isOneToOne: false
      referencedRelation: "units"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"units": {
                  Row: {
                    "bathrooms": number,"bedrooms": number,"created_at": string,"features": (Database["public"]['Enums']["feature"])[],"floor_area_sqm": number | null,"id": string,"is_furnished": boolean,"kind": Database["public"]['Enums']["unit_kind"],"label": string,"org_id": string,"property_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "bathrooms"?: number,"bedrooms"?: number,"features"?: (Database["public"]['Enums']["feature"])[],"floor_area_sqm"?: number | null,"is_furnished"?: boolean,"kind": Database["public"]['Enums']["unit_kind"],"label": string,"org_id": string,"property_id": string
                  }
                  Update: {
                    "bathrooms"?: number,"bedrooms"?: number,"created_at"?: string,"features"?: (Database["public"]['Enums']["feature"])[],"floor_area_sqm"?: number | null,"id"?: string,"is_furnished"?: boolean,"kind"?: Database["public"]['Enums']["unit_kind"],"label"?: string,"org_id"?: string,"property_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "units_org_id_property_id_fkey"
      columns: ["org_id","property_id"]
isOneToOne: false
      referencedRelation: "properties"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"verification_cases": {
                  Row: {
                    "bank_code": string | null,"consent_id": string,"created_at": string,"decision": string | null,"expires_at": string | null,"first_name": string,"id": string,"kind": Database["public"]['Enums']["verification_kind"],"last_four": string | null,"last_name": string,"licence_number": string | null,"licensed_by": string | null,"next_try_at": string | null,"status": Database["public"]['Enums']["verification_status"],"tries": number,"updated_at": string,"user_id": string,"verified_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "bank_code"?: string | null,"consent_id": string,"created_at"?: string,"decision"?: string | null,"expires_at"?: string | null,"first_name": string,"id"?: string,"kind": Database["public"]['Enums']["verification_kind"],"last_four"?: string | null,"last_name": string,"licence_number"?: string | null,"licensed_by"?: string | null,"next_try_at"?: string | null,"status"?: Database["public"]['Enums']["verification_status"],"tries"?: number,"updated_at"?: string,"user_id": string,"verified_at"?: string | null
                  }
                  Update: {
                    "bank_code"?: string | null,"consent_id"?: string,"created_at"?: string,"decision"?: string | null,"expires_at"?: string | null,"first_name"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["verification_kind"],"last_four"?: string | null,"last_name"?: string,"licence_number"?: string | null,"licensed_by"?: string | null,"next_try_at"?: string | null,"status"?: Database["public"]['Enums']["verification_status"],"tries"?: number,"updated_at"?: string,"user_id"?: string,"verified_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "verification_cases_consent_id_fkey"
      columns: ["consent_id"]
isOneToOne: false
      referencedRelation: "personal_consents"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "verification_cases_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"verification_rules": {
                  Row: {
                    "asks": string,"because": string,"is_on": boolean,"keeps": string,"kind": Database["public"]['Enums']["verification_kind"],"purpose": Database["public"]['Enums']["consent_purpose"] | null,"renewable_before": string,"valid_for": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "asks": string,"because": string,"is_on"?: boolean,"keeps": string,"kind": Database["public"]['Enums']["verification_kind"],"purpose"?: Database["public"]['Enums']["consent_purpose"] | null,"renewable_before"?: string,"valid_for"?: string | null
                  }
                  Update: {
                    "asks"?: string,"because"?: string,"is_on"?: boolean,"keeps"?: string,"kind"?: Database["public"]['Enums']["verification_kind"],"purpose"?: Database["public"]['Enums']["consent_purpose"] | null,"renewable_before"?: string,"valid_for"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"viewing_slots": {
                  Row: {
                    "created_at": string,"ends_at": string,"id": string,"listing_id": string,"note": string | null,"org_id": string,"seats": number,"starts_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"ends_at": string,"id"?: string,"listing_id": string,"note"?: string | null,"org_id": string,"seats"?: number,"starts_at": string
                  }
                  Update: {
                    "created_at"?: string,"ends_at"?: string,"id"?: string,"listing_id"?: string,"note"?: string | null,"org_id"?: string,"seats"?: number,"starts_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "viewing_slots_org_id_listing_id_fkey"
      columns: ["org_id","listing_id"]
isOneToOne: false
      referencedRelation: "listings"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"viewings": {
                  Row: {
                    "created_at": string,"during": unknown,"id": string,"org_id": string,"seat_no": number,"slot_id": string,"status": Database["public"]['Enums']["viewing_status"],"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"during": unknown,"id"?: string,"org_id": string,"seat_no": number,"slot_id": string,"status"?: Database["public"]['Enums']["viewing_status"],"updated_at"?: string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"during"?: unknown,"id"?: string,"org_id"?: string,"seat_no"?: number,"slot_id"?: string,"status"?: Database["public"]['Enums']["viewing_status"],"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "viewings_org_id_slot_id_fkey"
      columns: ["org_id","slot_id"]
isOneToOne: false
      referencedRelation: "viewing_slots"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "viewings_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"virtual_accounts": {
                  Row: {
                    "account_name": string | null,"account_number": string | null,"asked_by": string | null,"bank_name": string | null,"created_at": string,"id": string,"org_id": string,"provider": Database["public"]['Enums']["payment_method"],"refusal": string | null,"status": Database["public"]['Enums']["virtual_account_status"],"tenancy_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_name"?: string | null,"account_number"?: string | null,"asked_by"?: string | null,"bank_name"?: string | null,"created_at"?: string,"id"?: string,"org_id": string,"provider": Database["public"]['Enums']["payment_method"],"refusal"?: string | null,"status"?: Database["public"]['Enums']["virtual_account_status"],"tenancy_id": string,"updated_at"?: string
                  }
                  Update: {
                    "account_name"?: string | null,"account_number"?: string | null,"asked_by"?: string | null,"bank_name"?: string | null,"created_at"?: string,"id"?: string,"org_id"?: string,"provider"?: Database["public"]['Enums']["payment_method"],"refusal"?: string | null,"status"?: Database["public"]['Enums']["virtual_account_status"],"tenancy_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "virtual_accounts_asked_by_fkey"
      columns: ["asked_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "virtual_accounts_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "virtual_accounts_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                }
          }
          Views: {
            "ageing": {
                  Row: {
                    "credit_kobo": number | null,"days_1_to_30_kobo": number | null,"days_31_to_60_kobo": number | null,"days_61_to_90_kobo": number | null,"not_due_kobo": number | null,"oldest_due_on": string | null,"org_id": string,"over_90_days_kobo": number | null,"overdue_kobo": number | null,"tenancy_id": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "charges_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "charges_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"charge_balances": {
                  Row: {
                    "amount_kobo": number,"application_id": string | null,"charge_id": string,"due_on": string,"kind": Database["public"]['Enums']["charge_kind"],"open_kobo": number | null,"org_id": string,"paid_kobo": number,"payable_kobo": number | null,"period": unknown,"sale_id": string | null,"schedule_id": string | null,"status": string | null,"tenancy_id": string | null,"wht_kobo": number
                  }
                  ComputedFields: never
                  Insert: {
                           "amount_kobo"?: number | null,"application_id"?: string | null,"charge_id"?: string | null,"due_on"?: string | null,"kind"?: Database["public"]['Enums']["charge_kind"] | null,"open_kobo"?: never,"org_id"?: string | null,"paid_kobo"?: number | null,"payable_kobo"?: never,"period"?: unknown,"sale_id"?: string | null,"schedule_id"?: string | null,"status"?: never,"tenancy_id"?: string | null,"wht_kobo"?: number | null
                         }
                        Update: {
                           "amount_kobo"?: number | null,"application_id"?: string | null,"charge_id"?: string | null,"due_on"?: string | null,"kind"?: Database["public"]['Enums']["charge_kind"] | null,"open_kobo"?: never,"org_id"?: string | null,"paid_kobo"?: number | null,"payable_kobo"?: never,"period"?: unknown,"sale_id"?: string | null,"schedule_id"?: string | null,"status"?: never,"tenancy_id"?: string | null,"wht_kobo"?: number | null
                         }
                        Relationships: [
                    {
      foreignKeyName: "charges_org_id_application_id_fkey"
      columns: ["org_id","application_id"]
isOneToOne: false
      referencedRelation: "applications"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "charges_org_id_sale_id_fkey"
      columns: ["org_id","sale_id"]
isOneToOne: false
      referencedRelation: "sales"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "charges_org_id_schedule_id_fkey"
      columns: ["org_id","schedule_id"]
isOneToOne: false
      referencedRelation: "charge_schedules"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "charges_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "charges_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"inspection_comparison": {
                  Row: {
                    "condition_in": Database["public"]['Enums']["item_condition"] | null,"condition_out": Database["public"]['Enums']["item_condition"] | null,"estimated_cost_kobo": number | null,"estimated_deduction_kobo": number | null,"is_worse": boolean | null,"item": string | null,"move_in_id": string | null,"move_out_id": string,"org_id": string,"position": number | null,"room": string | null,"tenancy_id": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "inspections_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "inspections_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"my_favourites": {
                  Row: {
                    "area": string | null,"bathrooms": number | null,"bedrooms": number | null,"created_at": string,"is_available": boolean | null,"kind": Database["public"]['Enums']["unit_kind"] | null,"listing_id": string,"note": string | null,"price_kobo": number | null,"price_per": Database["public"]['Enums']["price_period"] | null,"purpose": Database["public"]['Enums']["listing_purpose"] | null,"title": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "favourites_listing_id_fkey"
      columns: ["listing_id"]
isOneToOne: false
      referencedRelation: "listings"
      referencedColumns: ["id"]
    }
                  ]
                },"my_notification_settings": {
                  Row: {
                    "about": string,"by_default": Database["public"]['Enums']["message_mode"] | null,"channel": Database["public"]['Enums']["message_channel"] | null,"is_refusable": boolean,"kind": string,"mode": Database["public"]['Enums']["message_mode"] | null,"topic": string
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"notice_standings": {
                  Row: {
                    "form": Database["public"]['Enums']["notice_form"],"notice_id": string,"number": string,"org_id": string,"serve_by": string,"served_on": string | null,"status": string | null,"takes_effect_on": string,"tenancy_id": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "statutory_notices_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "rent_status"
      referencedColumns: ["org_id","tenancy_id"]
    },{
      foreignKeyName: "statutory_notices_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"property_occupancy": {
                  Row: {
                    "let": number | null,"org_id": string,"property_id": string,"reserved": number | null,"sold": number | null,"stay": number | null,"units": number | null,"vacant": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "units_org_id_property_id_fkey"
      columns: ["org_id","property_id"]
isOneToOne: false
      referencedRelation: "properties"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"rent_status": {
                  Row: {
                    "arrears_kobo": number | null,"charged_kobo": number | null,"is_in_arrears": boolean | null,"next_due_kobo": number | null,"next_due_on": string | null,"oldest_arrear_on": string | null,"org_id": string,"paid_kobo": number | null,"paid_through": string | null,"status": Database["public"]['Enums']["tenancy_status"],"tenancy_id": string,"unit_id": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "tenancies_org_id_unit_id_fkey"
      columns: ["org_id","unit_id"]
isOneToOne: false
      referencedRelation: "unit_occupancy"
      referencedColumns: ["org_id","unit_id"]
    },{
      foreignKeyName: "tenancies_org_id_unit_id_fkey"
      columns: ["org_id","unit_id"]
isOneToOne: false
      referencedRelation: "units"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"unit_occupancy": {
                  Row: {
                    "held_for": unknown,"label": string,"next_free_on": string | null,"org_id": string,"property_id": string,"status": string | null,"unit_id": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "units_org_id_property_id_fkey"
      columns: ["org_id","property_id"]
isOneToOne: false
      referencedRelation: "properties"
      referencedColumns: ["org_id","id"]
    }
                  ]
                }
          }
          Functions: {
            "accept_invitation":
{ Args: { "token": string }; Returns: {
              "accepted_by": string | null,
"created_at": string,
"email": string | null,
"expires_at": string,
"id": string,
"invited_by": string | null,
"kind": Database["public"]['Enums']["invitation_kind"],
"org_id": string,
"phone": string | null,
"role": Database["public"]['Enums']["member_role"] | null,
"status": Database["public"]['Enums']["invitation_status"],
"tenant_id": string | null,
"token_hash": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "invitations"
        isOneToOne: true
        isSetofReturn: false
      } },
"accept_offer":
{ Args: { "hold_days"?: number,"offer_id": string,"round": number }; Returns: {
              "accepted_round": number | null,
"application_id": string | null,
"created_at": string,
"decided_by": string | null,
"decision_reason": string | null,
"expires_at": string,
"hold_id": string | null,
"id": string,
"listing_id": string,
"offeror_id": string | null,
"org_id": string,
"price_per": Database["public"]['Enums']["price_period"],
"purpose": Database["public"]['Enums']["listing_purpose"],
"round": number,
"status": Database["public"]['Enums']["offer_status"],
"tenancy_id": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "offers"
        isOneToOne: true
        isSetofReturn: false
      } },
"accept_tenancy":
{ Args: { "tenancy_id": string }; Returns: {
              "advance_periods": number,
"created_at": string,
"created_by": string | null,
"currency": string,
"ended_on": string | null,
"ends_on": string,
"evidence": string | null,
"hold_id": string | null,
"id": string,
"is_in_force": boolean,
"mandate_id": string | null,
"nature": Database["public"]['Enums']["tenancy_nature"],
"nature_reason": string | null,
"notice_days": number | null,
"org_id": string,
"parent_id": string | null,
"rent_kobo": number,
"rent_per": Database["public"]['Enums']["price_period"],
"starts_on": string,
"status": Database["public"]['Enums']["tenancy_status"],
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "tenancies"
        isOneToOne: true
        isSetofReturn: false
      } },
"account_balances":
{ Args: { "closing_on"?: string,"org_id": string }; Returns: {
              "account_id": string,"balance_kobo": number,"credit_kobo": number,"currency": string,"debit_kobo": number,"kind": Database["public"]['Enums']["ledger_account_kind"]
            }[]
                           },
"account_statement":
{ Args: { "account_id": string,"from_on": string,"until_on": string }; Returns: {
              "balance_kobo": number,"booked_at": string,"credit_kobo": number,"debit_kobo": number,"description": string,"entry_id": string,"kind": Database["public"]['Enums']["ledger_entry_kind"],"line_no": number,"occurred_on": string,"source_id": string
            }[]
                           },
"acknowledge_payment":
{ Args: { "offline_payment_id": string }; Returns: {
              "answer_by": string | null,
"bank_reference": string | null,
"claimed_kobo": number,
"client_id": string,
"confirmed_kobo": number | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"id": string,
"method": Database["public"]['Enums']["payment_method"],
"note": string | null,
"org_id": string,
"paid_on": string,
"payment_id": string,
"received_on": string | null,
"reference_key": string | null,
"reported_by": string | null,
"source": Database["public"]['Enums']["offline_payment_source"],
"status": Database["public"]['Enums']["offline_payment_status"],
"subject_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "offline_payments"
        isOneToOne: true
        isSetofReturn: false
      } },
"act_heads":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"activate_tenancy":
{ Args: { "evidence": string,"tenancy_id": string }; Returns: {
              "advance_periods": number,
"created_at": string,
"created_by": string | null,
"currency": string,
"ended_on": string | null,
"ends_on": string,
"evidence": string | null,
"hold_id": string | null,
"id": string,
"is_in_force": boolean,
"mandate_id": string | null,
"nature": Database["public"]['Enums']["tenancy_nature"],
"nature_reason": string | null,
"notice_days": number | null,
"org_id": string,
"parent_id": string | null,
"rent_kobo": number,
"rent_per": Database["public"]['Enums']["price_period"],
"starts_on": string,
"status": Database["public"]['Enums']["tenancy_status"],
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "tenancies"
        isOneToOne: true
        isSetofReturn: false
      } },
"add_application_document":
{ Args: { "application_id": string,"kind": Database["public"]['Enums']["application_document_kind"],"storage_path": string }; Returns: {
              "application_id": string,
"created_at": string,
"id": string,
"kind": Database["public"]['Enums']["application_document_kind"],
"org_id": string,
"storage_path": string
            }
                          SetofOptions: {
        from: "*"
        to: "application_documents"
        isOneToOne: true
        isSetofReturn: false
      } },
"add_charge_schedule":
{ Args: { "advance_periods"?: number,"amount_kobo": number,"client_id"?: string,"due_days_before"?: number,"due_on_day"?: number,"first_on"?: string,"kind": Database["public"]['Enums']["charge_kind"],"label"?: string,"payer_id"?: string,"period"?: Database["public"]['Enums']["price_period"],"tenancy_id": string,"until_on"?: string }; Returns: {
              "amount_kobo": number,
"client_id": string | null,
"created_at": string,
"due_days": number,
"every": string | null,
"first_on": string,
"goes_on": boolean,
"id": string,
"kind": Database["public"]['Enums']["charge_kind"],
"label": string | null,
"mandate_id": string | null,
"next_no": number,
"next_on": string | null,
"org_id": string,
"payer_id": string | null,
"replaces_id": string | null,
"tenancy_id": string,
"until_on": string,
"wht_bps": number | null
            }
                          SetofOptions: {
        from: "*"
        to: "charge_schedules"
        isOneToOne: true
        isSetofReturn: false
      } },
"add_sale_party":
{ Args: { "address"?: string,"full_name": string,"party_org_id"?: string,"phone"?: string,"profile_id"?: string,"role": Database["public"]['Enums']["sale_role"],"sale_id": string }; Returns: {
              "address": string | null,
"created_at": string,
"full_name": string,
"id": string,
"org_id": string,
"party_org_id": string | null,
"phone": string | null,
"profile_id": string | null,
"role": Database["public"]['Enums']["sale_role"],
"sale_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "sale_parties"
        isOneToOne: true
        isSetofReturn: false
      } },
"add_tenancy_party":
{ Args: { "tenancy_id": string,"tenant_id": string }; Returns: {
              "accepted_at": string | null,
"agreed_on_paper": boolean,
"created_at": string,
"org_id": string,
"tenancy_id": string,
"tenant_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "tenancy_parties"
        isOneToOne: true
        isSetofReturn: false
      } },
"add_title_document":
{ Args: { "holder_name": string,"issued_on"?: string,"kind": Database["public"]['Enums']["title_document_kind"],"number"?: string,"property_id": string,"registry"?: string,"storage_path"?: string }; Returns: {
              "created_at": string,
"holder_name": string,
"id": string,
"issued_on": string | null,
"kind": Database["public"]['Enums']["title_document_kind"],
"number": string | null,
"org_id": string,
"place_changed_at": string | null,
"property_id": string,
"registry": string | null,
"searched_by": string | null,
"searched_on": string | null,
"status": Database["public"]['Enums']["title_document_status"],
"status_note": string | null,
"storage_path": string | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "title_documents"
        isOneToOne: true
        isSetofReturn: false
      } },
"ageing":
{ Args: { "org_id": string }; Returns: {
              "days_1_to_30_kobo": number,"days_31_to_60_kobo": number,"days_61_to_90_kobo": number,"not_due_kobo": number,"oldest_due_on": string,"over_90_days_kobo": number,"overdue_kobo": number,"property": string,"tenancy_id": string,"tenants": string,"unit": string
            }[]
                           },
"allow_autopay":
{ Args: { "authorization_id": string,"consent_language": string,"consent_version": string,"day_offset"?: number,"kinds": (Database["public"]['Enums']["charge_kind"])[],"most_per_charge_kobo": number,"most_per_month_kobo": number,"tenancy_id": string }; Returns: {
              "authorization_id": string,
"consent_id": string,
"created_at": string,
"day_offset": number,
"id": string,
"kinds": (Database["public"]['Enums']["charge_kind"])[],
"most_per_charge_kobo": number,
"most_per_month_kobo": number,
"org_id": string,
"paused_because": Database["public"]['Enums']["autopay_pause"] | null,
"status": Database["public"]['Enums']["autopay_status"],
"tenancy_id": string,
"updated_at": string,
"user_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "autopays"
        isOneToOne: true
        isSetofReturn: false
      } },
"announce":
{ Args: { "client_id": string,"expires_at"?: string,"is_important"?: boolean,"org_id": string,"property_ids"?: (string)[],"publish_at"?: string,"tenancy_ids"?: (string)[],"texts": Json,"unit_ids"?: (string)[],"unit_kinds"?: (Database["public"]['Enums']["unit_kind"])[] }; Returns: {
              "client_id": string,
"created_at": string,
"created_by": string | null,
"expires_at": string | null,
"id": string,
"is_for_all": boolean,
"is_important": boolean,
"language": Database["public"]['Enums']["locale"],
"org_id": string,
"people": number | null,
"planned_people": number,
"property_ids": (string)[],
"publish_at": string,
"published_at": string | null,
"retry_at": string | null,
"tenancy_ids": (string)[],
"unit_ids": (string)[],
"unit_kinds": (Database["public"]['Enums']["unit_kind"])[],
"withdrawn_at": string | null,
"withdrawn_because": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "announcements"
        isOneToOne: true
        isSetofReturn: false
      } },
"answer_conversation_invitation":
{ Args: { "accept": boolean,"guest_id": string }; Returns: string
                           },
"answer_deduction_dispute":
{ Args: { "answer": string,"dispute_id": string,"kept_kobo": number }; Returns: {
              "answer": string | null,
"answered_at": string | null,
"answered_by": string | null,
"created_at": string,
"deduction_id": string,
"disputed_by": string | null,
"disputed_kobo": number,
"document_id": string | null,
"id": string,
"kept_kobo": number | null,
"org_id": string,
"reason": string,
"replied_at": string | null,
"replied_by": string | null,
"stands_id": string | null,
"status": Database["public"]['Enums']["deduction_dispute_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "deduction_disputes"
        isOneToOne: true
        isSetofReturn: false
      } },
"answer_dispute":
{ Args: { "answer": Database["public"]['Enums']["dispute_answer"],"dispute_id": string,"document_id"?: string,"note": string }; Returns: {
              "amount_kobo": number,
"answer": Database["public"]['Enums']["dispute_answer"] | null,
"answer_by": string | null,
"answer_note": string | null,
"answered_at": string | null,
"answered_by": string | null,
"category": string | null,
"created_at": string,
"document_id": string | null,
"excess_kobo": number,
"id": string,
"method": Database["public"]['Enums']["payment_method"],
"org_id": string,
"payment_id": string,
"provider_dispute_id": string,
"reminded_hours": number | null,
"resolved_at": string | null,
"status": Database["public"]['Enums']["dispute_status"],
"subject_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "disputes"
        isOneToOne: true
        isSetofReturn: false
      } },
"answer_guarantee":
{ Args: { "accept": boolean,"token": string }; Returns: Database["public"]['Enums']["guarantor_status"]
                           },
"answer_history_request":
{ Args: { "accept": boolean,"consent_id": string,"expires_at"?: string,"includes_rent"?: boolean }; Returns: {
              "answered_at": string | null,
"created_at": string,
"expires_at": string | null,
"id": string,
"includes_rent": boolean,
"org_id": string,
"purpose": string,
"requested_by": string | null,
"status": Database["public"]['Enums']["history_consent_status"],
"subject_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "history_consents"
        isOneToOne: true
        isSetofReturn: false
      } },
"answer_mandate":
{ Args: { "accept": boolean,"id": string }; Returns: {
              "agent_collects": boolean,
"agent_org_id": string,
"answered_at": string | null,
"answered_by": string | null,
"created_at": string,
"ends_on": string,
"evidence": string | null,
"fee_bps": number,
"fee_payer": Database["public"]['Enums']["fee_payer"],
"id": string,
"offered_by": string | null,
"org_id": string,
"property_id": string | null,
"reason": string | null,
"revoked_at": string | null,
"scopes": (Database["public"]['Enums']["mandate_scope"])[],
"starts_on": string,
"status": Database["public"]['Enums']["mandate_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "mandates"
        isOneToOne: true
        isSetofReturn: false
      } },
"answer_sale_price":
{ Args: { "agree": boolean,"price_kobo": number,"sale_id": string }; Returns: {
              "agreed_on": string,
"closed_on": string | null,
"contract_signed_on": string | null,
"created_at": string,
"deed_reference": string | null,
"fell_through_reason": string | null,
"id": string,
"is_tenanted": boolean,
"listing_id": string,
"offer_id": string,
"org_id": string,
"price_kobo": number,
"property_id": string,
"proposed_price_kobo": number | null,
"status": Database["public"]['Enums']["sale_status"],
"taker_org_id": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "sales"
        isOneToOne: true
        isSetofReturn: false
      } },
"appeal":
{ Args: { "subject": Database["public"]['Enums']["appeal_subject"],"subject_id": string,"words": string }; Returns: string
                           },
"appeal_signal":
{ Args: { "reason": string,"signal_id": string }; Returns: undefined
                           },
"appeal_verification":
{ Args: { "case_id": string,"reason": string }; Returns: {
              "bank_code": string | null,
"consent_id": string,
"created_at": string,
"decision": string | null,
"expires_at": string | null,
"first_name": string,
"id": string,
"kind": Database["public"]['Enums']["verification_kind"],
"last_four": string | null,
"last_name": string,
"licence_number": string | null,
"licensed_by": string | null,
"next_try_at": string | null,
"status": Database["public"]['Enums']["verification_status"],
"tries": number,
"updated_at": string,
"user_id": string,
"verified_at": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "verification_cases"
        isOneToOne: true
        isSetofReturn: false
      } },
"approve_direct_settlement":
{ Args: { "direct_settlement_id": string }; Returns: {
              "active_from": string | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"failure_reason": string | null,
"id": string,
"is_sole": boolean,
"org_id": string,
"payee_account_id": string,
"provider": Database["public"]['Enums']["payment_method"],
"requested_by": string | null,
"status": Database["public"]['Enums']["direct_settlement_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "direct_settlements"
        isOneToOne: true
        isSetofReturn: false
      } },
"approve_payee_account":
{ Args: { "payee_account_id": string }; Returns: {
              "account_name": string,
"bank_code": string,
"bank_name": string,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"id": string,
"is_sole": boolean,
"last_four": string,
"name_check": Database["public"]['Enums']["payee_name_check"],
"name_score": number | null,
"org_id": string,
"payable_from": string | null,
"proposed_by": string | null,
"provider": Database["public"]['Enums']["payment_method"],
"status": Database["public"]['Enums']["payee_account_status"],
"takes_transfers": boolean,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "payee_accounts"
        isOneToOne: true
        isSetofReturn: false
      } },
"approve_payout":
{ Args: { "payout_id": string }; Returns: {
              "amount_kobo": number,
"client_id": string,
"created_at": string,
"currency": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"failure_reason": string | null,
"fee_kobo": number | null,
"id": string,
"is_sole": boolean,
"mandate_id": string | null,
"note": string | null,
"org_id": string,
"paid_at": string | null,
"payee_account_id": string,
"payee_org_id": string,
"provider": Database["public"]['Enums']["payment_method"],
"provider_transfer_id": string | null,
"reference": string,
"requested_by": string | null,
"sent_at": string | null,
"status": Database["public"]['Enums']["payout_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "payouts"
        isOneToOne: true
        isSetofReturn: false
      } },
"approve_refund":
{ Args: { "i_am_alone"?: boolean,"refund_id": string }; Returns: {
              "amount_kobo": number,
"approved_alone": boolean,
"approved_at": string | null,
"approved_by": string | null,
"charge_id": string | null,
"client_id": string | null,
"created_at": string,
"decision": string | null,
"document_id": string | null,
"drops_charges": boolean,
"excess_kobo": number,
"failure_reason": string | null,
"id": string,
"method": Database["public"]['Enums']["payment_method"],
"org_id": string,
"paid_by": string | null,
"paid_note": string | null,
"paid_on": string | null,
"paid_reference": string | null,
"payment_id": string,
"provider_refund_id": string | null,
"reason": string,
"requested_by": string | null,
"same_as": string | null,
"sent_at": string | null,
"status": Database["public"]['Enums']["refund_status"],
"subject_id": string,
"updated_at": string,
"way": Database["public"]['Enums']["refund_way"]
            }
                          SetofOptions: {
        from: "*"
        to: "refunds"
        isOneToOne: true
        isSetofReturn: false
      } },
"ask_for_proof":
{ Args: { "offline_payment_id": string,"question": string }; Returns: {
              "answer_by": string | null,
"bank_reference": string | null,
"claimed_kobo": number,
"client_id": string,
"confirmed_kobo": number | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"id": string,
"method": Database["public"]['Enums']["payment_method"],
"note": string | null,
"org_id": string,
"paid_on": string,
"payment_id": string,
"received_on": string | null,
"reference_key": string | null,
"reported_by": string | null,
"source": Database["public"]['Enums']["offline_payment_source"],
"status": Database["public"]['Enums']["offline_payment_status"],
"subject_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "offline_payments"
        isOneToOne: true
        isSetofReturn: false
      } },
"ask_guarantor":
{ Args: { "guarantor_id": string,"valid_days"?: number }; Returns: Database["public"]['CompositeTypes']["new_guarantee"]
                          SetofOptions: {
        from: "*"
        to: "new_guarantee"
        isOneToOne: true
        isSetofReturn: false
      } },
"ask_review":
{ Args: { "application_id": string,"reason": string }; Returns: {
              "applicant_id": string,
"closed_at": string | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision_reason": string | null,
"employer": string | null,
"has_pets": boolean,
"id": string,
"income_band": Database["public"]['Enums']["income_band"] | null,
"listing_id": string,
"move_in_on": string | null,
"note": string | null,
"occupation": string | null,
"org_id": string,
"review_asked_at": string | null,
"review_reason": string | null,
"status": Database["public"]['Enums']["application_status"],
"submitted_at": string | null,
"term_months": number | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "applications"
        isOneToOne: true
        isSetofReturn: false
      } },
"ask_virtual_account":
{ Args: { "provider"?: Database["public"]['Enums']["payment_method"],"tenancy_id": string }; Returns: {
              "account_name": string | null,
"account_number": string | null,
"asked_by": string | null,
"bank_name": string | null,
"created_at": string,
"id": string,
"org_id": string,
"provider": Database["public"]['Enums']["payment_method"],
"refusal": string | null,
"status": Database["public"]['Enums']["virtual_account_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "virtual_accounts"
        isOneToOne: true
        isSetofReturn: false
      } },
"availability":
{ Args: { "from_on": string,"listing_id": string,"until_on": string }; Returns: {
              "taken_from": string,"taken_until": string
            }[]
                           },
"badges_of_organizations":
{ Args: { "organizations": (string)[] }; Returns: {
              "checked": Json,"org_id": string
            }[]
                           },
"badges_of_people":
{ Args: { "people": (string)[] }; Returns: {
              "checked": Json,"user_id": string
            }[]
                           },
"begin_move_out":
{ Args: { "scheduled_for"?: string,"tenancy_id": string }; Returns: {
              "content_hash": string | null,
"created_at": string,
"created_by": string | null,
"id": string,
"inspected_on": string | null,
"kind": Database["public"]['Enums']["inspection_kind"],
"meter_readings": NonNullable<Json>,
"note": string | null,
"org_id": string,
"round": number,
"scheduled_for": string,
"status": Database["public"]['Enums']["inspection_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "inspections"
        isOneToOne: true
        isSetofReturn: false
      } },
"block_dates":
{ Args: { "from_on": string,"note"?: string,"unit_id": string,"until_on": string }; Returns: {
              "created_at": string,
"expires_at": string | null,
"held_right": Database["public"]['Enums']["held_right"],
"id": string,
"is_block": boolean,
"note": string | null,
"org_id": string,
"period": unknown,
"reason": Database["public"]['Enums']["hold_reason"],
"status": Database["public"]['Enums']["hold_status"],
"unit_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "unit_holds"
        isOneToOne: true
        isSetofReturn: false
      } },
"block_person":
{ Args: { "org_id"?: string,"person_id": string }; Returns: undefined
                           },
"book_statement_row":
{ Args: { "charge_ids": (string)[],"is_other_money"?: boolean,"row_id": string }; Returns: {
              "account_id": string,
"amount_kobo": number,
"booked_on": string,
"cells_hash": string,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"dismissed_reason": string | null,
"id": string,
"import_id": string,
"is_other_money": boolean,
"narration": string,
"offline_payment_id": string | null,
"org_id": string,
"reference": string | null,
"row_hash": string,
"search_key": string
            }
                          SetofOptions: {
        from: "*"
        to: "statement_rows"
        isOneToOne: true
        isSetofReturn: false
      } },
"book_viewing":
{ Args: { "slot_id": string }; Returns: {
              "created_at": string,
"during": unknown,
"id": string,
"org_id": string,
"seat_no": number,
"slot_id": string,
"status": Database["public"]['Enums']["viewing_status"],
"updated_at": string,
"user_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "viewings"
        isOneToOne: true
        isSetofReturn: false
      } },
"cancel_inspection":
{ Args: { "inspection_id": string,"reason"?: string }; Returns: {
              "content_hash": string | null,
"created_at": string,
"created_by": string | null,
"id": string,
"inspected_on": string | null,
"kind": Database["public"]['Enums']["inspection_kind"],
"meter_readings": NonNullable<Json>,
"note": string | null,
"org_id": string,
"round": number,
"scheduled_for": string,
"status": Database["public"]['Enums']["inspection_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "inspections"
        isOneToOne: true
        isSetofReturn: false
      } },
"cancel_viewing":
{ Args: { "reason"?: string,"viewing_id": string }; Returns: {
              "created_at": string,
"during": unknown,
"id": string,
"org_id": string,
"seat_no": number,
"slot_id": string,
"status": Database["public"]['Enums']["viewing_status"],
"updated_at": string,
"user_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "viewings"
        isOneToOne: true
        isSetofReturn: false
      } },
"check_acts":
{ Args: { "copies"?: Json }; Returns: {
              "act_id": string,"chain": string,"fault": Database["public"]['Enums']["act_fault"],"seq": number
            }[]
                           },
"clear_refund":
{ Args: { "note": string,"provider_refund_id"?: string,"refund_id": string,"was_made": boolean }; Returns: {
              "amount_kobo": number,
"approved_alone": boolean,
"approved_at": string | null,
"approved_by": string | null,
"charge_id": string | null,
"client_id": string | null,
"created_at": string,
"decision": string | null,
"document_id": string | null,
"drops_charges": boolean,
"excess_kobo": number,
"failure_reason": string | null,
"id": string,
"method": Database["public"]['Enums']["payment_method"],
"org_id": string,
"paid_by": string | null,
"paid_note": string | null,
"paid_on": string | null,
"paid_reference": string | null,
"payment_id": string,
"provider_refund_id": string | null,
"reason": string,
"requested_by": string | null,
"same_as": string | null,
"sent_at": string | null,
"status": Database["public"]['Enums']["refund_status"],
"subject_id": string,
"updated_at": string,
"way": Database["public"]['Enums']["refund_way"]
            }
                          SetofOptions: {
        from: "*"
        to: "refunds"
        isOneToOne: true
        isSetofReturn: false
      } },
"clear_split":
{ Args: { "note": string,"payee_kobo": number,"payment_id": string }; Returns: {
              "applies_to": Database["public"]['Enums']["platform_fee_scope"],
"bps": number,
"cap_kobo": number | null,
"created_at": string,
"fee_kobo": number,
"flat_kobo": number,
"id": string,
"is_given_back": boolean,
"is_unread": boolean,
"org_id": string,
"paid_kobo": number,
"payee_kobo": number | null,
"quoted_fees_kobo": number | null,
"split_through": Database["public"]['Enums']["payment_method"] | null,
"subaccount_code": string | null,
"told_code": string | null,
"told_payee_kobo": number | null
            }
                          SetofOptions: {
        from: "*"
        to: "payment_terms"
        isOneToOne: true
        isSetofReturn: false
      } },
"clear_subaccount":
{ Args: { "direct_settlement_id": string,"note": string,"subaccount_code"?: string }; Returns: {
              "active_from": string | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"failure_reason": string | null,
"id": string,
"is_sole": boolean,
"org_id": string,
"payee_account_id": string,
"provider": Database["public"]['Enums']["payment_method"],
"requested_by": string | null,
"status": Database["public"]['Enums']["direct_settlement_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "direct_settlements"
        isOneToOne: true
        isSetofReturn: false
      } },
"close_enquiry":
{ Args: { "enquiry_id": string,"reason": string }; Returns: {
              "closed_reason": string | null,
"conversation_id": string,
"created_at": string,
"enquirer_id": string,
"id": string,
"listing_id": string,
"message": string,
"move_in_on": string | null,
"org_id": string,
"status": Database["public"]['Enums']["enquiry_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "enquiries"
        isOneToOne: true
        isSetofReturn: false
      } },
"close_sale":
{ Args: { "closed_on": string,"deed_reference"?: string,"price_kobo": number,"sale_id": string }; Returns: {
              "agreed_on": string,
"closed_on": string | null,
"contract_signed_on": string | null,
"created_at": string,
"deed_reference": string | null,
"fell_through_reason": string | null,
"id": string,
"is_tenanted": boolean,
"listing_id": string,
"offer_id": string,
"org_id": string,
"price_kobo": number,
"property_id": string,
"proposed_price_kobo": number | null,
"status": Database["public"]['Enums']["sale_status"],
"taker_org_id": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "sales"
        isOneToOne: true
        isSetofReturn: false
      } },
"collect_platform_fees":
{ Args: { "amount_kobo": number,"client_id": string,"note": string,"org_id": string,"provider"?: Database["public"]['Enums']["payment_method"] }; Returns: {
              "bank_kobo": number,
"clearing_kobo": number,
"client_id": string | null,
"created_at": string,
"entry_id": string,
"fee_kobo": number,
"id": string,
"kind": Database["public"]['Enums']["platform_move_kind"],
"note": string | null,
"occurred_at": string,
"org_id": string,
"owed_kobo": number,
"payment_id": string | null,
"provider": Database["public"]['Enums']["payment_method"] | null,
"recorded_by": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "platform_moves"
        isOneToOne: true
        isSetofReturn: false
      } },
"collections":
{ Args: { "from_on": string,"org_id": string,"to_on": string }; Returns: {
              "amount_kobo": number,"day": string,"kind": Database["public"]['Enums']["charge_kind"],"method": Database["public"]['Enums']["payment_method"],"payments": number
            }[]
                           },
"confirm_deposit_return":
{ Args: { "return_id": string }; Returns: {
              "amount_kobo": number,
"answer_by": string,
"bank_reference": string | null,
"client_id": string,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"document_id": string | null,
"id": string,
"is_booked": boolean,
"method": Database["public"]['Enums']["deposit_return_method"],
"org_id": string,
"recorded_by": string | null,
"reference_key": string | null,
"returned_on": string,
"status": Database["public"]['Enums']["deposit_return_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "deposit_returns"
        isOneToOne: true
        isSetofReturn: false
      } },
"confirm_handover_deposit":
{ Args: { "tenancy_id": string }; Returns: {
              "created_at": string,
"deposit_kobo": number,
"handed_over_on": string,
"id": string,
"org_id": string,
"other_name": string,
"other_org_id": string,
"other_property_id": string | null,
"other_tenancy_id": string,
"pair_id": string,
"prepaid_kobo": number,
"sale_id": string | null,
"settled_at": string | null,
"settled_by": string | null,
"side": Database["public"]['Enums']["handover_side"],
"tenancy_id": string,
"was_renewed": boolean
            }
                          SetofOptions: {
        from: "*"
        to: "tenancy_handovers"
        isOneToOne: true
        isSetofReturn: false
      } },
"confirm_listing":
{ Args: { "listing_id": string }; Returns: {
              "advance_periods": number,
"area": string,
"bathrooms": number,
"bedrooms": number,
"confirm_by": string | null,
"created_at": string,
"currency": string,
"description": string,
"features": (Database["public"]['Enums']["feature"])[],
"id": string,
"is_furnished": boolean,
"is_verified": boolean,
"kind": Database["public"]['Enums']["unit_kind"],
"lga": string,
"location": unknown,
"mandate_id": string | null,
"maximum_nights": number | null,
"minimum_nights": number | null,
"org_id": string,
"price_kobo": number,
"price_per": Database["public"]['Enums']["price_period"],
"published_at": string | null,
"purpose": Database["public"]['Enums']["listing_purpose"],
"shown_changed_at": string,
"state": string,
"status": Database["public"]['Enums']["listing_status"],
"title": string,
"title_searched_on": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "listings"
        isOneToOne: true
        isSetofReturn: false
      } },
"confirm_offline_payment":
{ Args: { "amount_kobo": number,"offline_payment_id": string,"reason"?: string,"received_on": string }; Returns: {
              "answer_by": string | null,
"bank_reference": string | null,
"claimed_kobo": number,
"client_id": string,
"confirmed_kobo": number | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"id": string,
"method": Database["public"]['Enums']["payment_method"],
"note": string | null,
"org_id": string,
"paid_on": string,
"payment_id": string,
"received_on": string | null,
"reference_key": string | null,
"reported_by": string | null,
"source": Database["public"]['Enums']["offline_payment_source"],
"status": Database["public"]['Enums']["offline_payment_status"],
"subject_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "offline_payments"
        isOneToOne: true
        isSetofReturn: false
      } },
"conversation_participants":
{ Args: { "conversation_id": string }; Returns: {
              "display_name": string,"guest_id": string,"part": string,"user_id": string
            }[]
                           },
"correct_notice_service":
{ Args: { "reason": string,"service_id": string }; Returns: {
              "corrected_at": string,
"corrected_by": string | null,
"org_id": string,
"reason": string,
"service_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "notice_service_corrections"
        isOneToOne: true
        isSetofReturn: false
      } },
"correct_title_document":
{ Args: { "holder_name": string,"issued_on"?: string,"kind": Database["public"]['Enums']["title_document_kind"],"number"?: string,"registry"?: string,"storage_path"?: string,"title_document_id": string }; Returns: {
              "created_at": string,
"holder_name": string,
"id": string,
"issued_on": string | null,
"kind": Database["public"]['Enums']["title_document_kind"],
"number": string | null,
"org_id": string,
"place_changed_at": string | null,
"property_id": string,
"registry": string | null,
"searched_by": string | null,
"searched_on": string | null,
"status": Database["public"]['Enums']["title_document_status"],
"status_note": string | null,
"storage_path": string | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "title_documents"
        isOneToOne: true
        isSetofReturn: false
      } },
"counter_offer":
{ Args: { "advance_periods"?: number,"amount_kobo": number,"completes_on"?: string,"conditions"?: string,"offer_id": string,"starts_on"?: string,"term_months"?: number,"valid_hours"?: number }; Returns: {
              "accepted_round": number | null,
"application_id": string | null,
"created_at": string,
"decided_by": string | null,
"decision_reason": string | null,
"expires_at": string,
"hold_id": string | null,
"id": string,
"listing_id": string,
"offeror_id": string | null,
"org_id": string,
"price_per": Database["public"]['Enums']["price_period"],
"purpose": Database["public"]['Enums']["listing_purpose"],
"round": number,
"status": Database["public"]['Enums']["offer_status"],
"tenancy_id": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "offers"
        isOneToOne: true
        isSetofReturn: false
      } },
"create_organization":
{ Args: { "address": string,"kind": Database["public"]['Enums']["organization_kind"],"name": string }; Returns: {
              "address": string,
"created_at": string,
"created_by": string | null,
"currency": string,
"id": string,
"kind": Database["public"]['Enums']["organization_kind"],
"name": string,
"reviews_listings": boolean,
"suspended_at": string | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "organizations"
        isOneToOne: true
        isSetofReturn: false
      } },
"decide_appeal":
{ Args: { "appeal_id": string,"is_granted": boolean,"reason": string }; Returns: undefined
                           },
"decide_deposit_return":
{ Args: { "reason": string,"return_id": string,"was_returned": boolean }; Returns: {
              "amount_kobo": number,
"answer_by": string,
"bank_reference": string | null,
"client_id": string,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"document_id": string | null,
"id": string,
"is_booked": boolean,
"method": Database["public"]['Enums']["deposit_return_method"],
"org_id": string,
"recorded_by": string | null,
"reference_key": string | null,
"returned_on": string,
"status": Database["public"]['Enums']["deposit_return_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "deposit_returns"
        isOneToOne: true
        isSetofReturn: false
      } },
"decide_erasure":
{ Args: { "decision": Database["public"]['Enums']["erasure_decision"],"look_again_at"?: string,"reason": string,"request_id": string }; Returns: undefined
                           },
"decide_message_report":
{ Args: { "decision": Database["public"]['Enums']["report_decision"],"reason": string,"report_id": string }; Returns: undefined
                           },
"decide_report":
{ Args: { "decision": Database["public"]['Enums']["report_decision"],"reason": string,"report_id": string }; Returns: undefined
                           },
"decide_signal":
{ Args: { "decision": string,"reason": string,"signal_id": string }; Returns: undefined
                           },
"decide_verification":
{ Args: { "case_id": string,"decision": Database["public"]['Enums']["verification_decision"],"reason": string }; Returns: {
              "bank_code": string | null,
"consent_id": string,
"created_at": string,
"decision": string | null,
"expires_at": string | null,
"first_name": string,
"id": string,
"kind": Database["public"]['Enums']["verification_kind"],
"last_four": string | null,
"last_name": string,
"licence_number": string | null,
"licensed_by": string | null,
"next_try_at": string | null,
"status": Database["public"]['Enums']["verification_status"],
"tries": number,
"updated_at": string,
"user_id": string,
"verified_at": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "verification_cases"
        isOneToOne: true
        isSetofReturn: false
      } },
"decline_application":
{ Args: { "application_id": string,"reason": string }; Returns: {
              "applicant_id": string,
"closed_at": string | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision_reason": string | null,
"employer": string | null,
"has_pets": boolean,
"id": string,
"income_band": Database["public"]['Enums']["income_band"] | null,
"listing_id": string,
"move_in_on": string | null,
"note": string | null,
"occupation": string | null,
"org_id": string,
"review_asked_at": string | null,
"review_reason": string | null,
"status": Database["public"]['Enums']["application_status"],
"submitted_at": string | null,
"term_months": number | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "applications"
        isOneToOne: true
        isSetofReturn: false
      } },
"decline_direct_settlement":
{ Args: { "direct_settlement_id": string,"reason": string }; Returns: {
              "active_from": string | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"failure_reason": string | null,
"id": string,
"is_sole": boolean,
"org_id": string,
"payee_account_id": string,
"provider": Database["public"]['Enums']["payment_method"],
"requested_by": string | null,
"status": Database["public"]['Enums']["direct_settlement_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "direct_settlements"
        isOneToOne: true
        isSetofReturn: false
      } },
"decline_offer":
{ Args: { "offer_id": string,"reason": string }; Returns: {
              "accepted_round": number | null,
"application_id": string | null,
"created_at": string,
"decided_by": string | null,
"decision_reason": string | null,
"expires_at": string,
"hold_id": string | null,
"id": string,
"listing_id": string,
"offeror_id": string | null,
"org_id": string,
"price_per": Database["public"]['Enums']["price_period"],
"purpose": Database["public"]['Enums']["listing_purpose"],
"round": number,
"status": Database["public"]['Enums']["offer_status"],
"tenancy_id": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "offers"
        isOneToOne: true
        isSetofReturn: false
      } },
"decline_payee_account":
{ Args: { "payee_account_id": string,"reason": string }; Returns: {
              "account_name": string,
"bank_code": string,
"bank_name": string,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"id": string,
"is_sole": boolean,
"last_four": string,
"name_check": Database["public"]['Enums']["payee_name_check"],
"name_score": number | null,
"org_id": string,
"payable_from": string | null,
"proposed_by": string | null,
"provider": Database["public"]['Enums']["payment_method"],
"status": Database["public"]['Enums']["payee_account_status"],
"takes_transfers": boolean,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "payee_accounts"
        isOneToOne: true
        isSetofReturn: false
      } },
"decline_payout":
{ Args: { "payout_id": string,"reason": string }; Returns: {
              "amount_kobo": number,
"client_id": string,
"created_at": string,
"currency": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"failure_reason": string | null,
"fee_kobo": number | null,
"id": string,
"is_sole": boolean,
"mandate_id": string | null,
"note": string | null,
"org_id": string,
"paid_at": string | null,
"payee_account_id": string,
"payee_org_id": string,
"provider": Database["public"]['Enums']["payment_method"],
"provider_transfer_id": string | null,
"reference": string,
"requested_by": string | null,
"sent_at": string | null,
"status": Database["public"]['Enums']["payout_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "payouts"
        isOneToOne: true
        isSetofReturn: false
      } },
"decline_refund":
{ Args: { "reason": string,"refund_id": string }; Returns: {
              "amount_kobo": number,
"approved_alone": boolean,
"approved_at": string | null,
"approved_by": string | null,
"charge_id": string | null,
"client_id": string | null,
"created_at": string,
"decision": string | null,
"document_id": string | null,
"drops_charges": boolean,
"excess_kobo": number,
"failure_reason": string | null,
"id": string,
"method": Database["public"]['Enums']["payment_method"],
"org_id": string,
"paid_by": string | null,
"paid_note": string | null,
"paid_on": string | null,
"paid_reference": string | null,
"payment_id": string,
"provider_refund_id": string | null,
"reason": string,
"requested_by": string | null,
"same_as": string | null,
"sent_at": string | null,
"status": Database["public"]['Enums']["refund_status"],
"subject_id": string,
"updated_at": string,
"way": Database["public"]['Enums']["refund_way"]
            }
                          SetofOptions: {
        from: "*"
        to: "refunds"
        isOneToOne: true
        isSetofReturn: false
      } },
"decline_tenancy":
{ Args: { "reason"?: string,"tenancy_id": string }; Returns: {
              "advance_periods": number,
"created_at": string,
"created_by": string | null,
"currency": string,
"ended_on": string | null,
"ends_on": string,
"evidence": string | null,
"hold_id": string | null,
"id": string,
"is_in_force": boolean,
"mandate_id": string | null,
"nature": Database["public"]['Enums']["tenancy_nature"],
"nature_reason": string | null,
"notice_days": number | null,
"org_id": string,
"parent_id": string | null,
"rent_kobo": number,
"rent_per": Database["public"]['Enums']["price_period"],
"starts_on": string,
"status": Database["public"]['Enums']["tenancy_status"],
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "tenancies"
        isOneToOne: true
        isSetofReturn: false
      } },
"deduct_from_deposit":
{ Args: { "amount_kobo": number,"charge_id"?: string,"client_id"?: string,"document_id"?: string,"item_id"?: string,"reason": string,"tenancy_id": string }; Returns: {
              "amount_kobo": number,
"charge_id": string,
"client_id": string | null,
"created_at": string,
"created_by": string | null,
"dispute_by": string | null,
"document_id": string | null,
"id": string,
"inspection_id": string | null,
"item_id": string | null,
"org_id": string,
"payment_id": string,
"reason": string,
"tenancy_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "deposit_deductions"
        isOneToOne: true
        isSetofReturn: false
      } },
"delete_message":
{ Args: { "message_id": string }; Returns: Json
                           },
"delete_person":
{ Args: { "despite_open_matters"?: boolean,"person_id": string,"reason": string }; Returns: undefined
                           },
"demand_application_fee":
{ Args: { "amount_kobo": number,"application_id": string,"client_id": string,"due_on"?: string,"is_refundable"?: boolean,"kind": Database["public"]['Enums']["application_fee_kind"],"reason": string }; Returns: {
              "amount_kobo": number,
"application_id": string | null,
"client_id": string | null,
"created_at": string,
"currency": string,
"description": string,
"due_on": string,
"id": string,
"is_reversed": boolean,
"kind": Database["public"]['Enums']["charge_kind"],
"org_id": string,
"paid_kobo": number,
"period": unknown,
"reverses_id": string | null,
"sale_id": string | null,
"schedule_id": string | null,
"slot_no": number,
"tenancy_id": string | null,
"wht_kobo": number,
"wht_settled_kobo": number
            }
                          SetofOptions: {
        from: "*"
        to: "charges"
        isOneToOne: true
        isSetofReturn: false
      } },
"demand_charge":
{ Args: { "amount_kobo": number,"client_id"?: string,"description": string,"due_on": string,"kind": Database["public"]['Enums']["charge_kind"],"tenancy_id": string }; Returns: {
              "amount_kobo": number,
"application_id": string | null,
"client_id": string | null,
"created_at": string,
"currency": string,
"description": string,
"due_on": string,
"id": string,
"is_reversed": boolean,
"kind": Database["public"]['Enums']["charge_kind"],
"org_id": string,
"paid_kobo": number,
"period": unknown,
"reverses_id": string | null,
"sale_id": string | null,
"schedule_id": string | null,
"slot_no": number,
"tenancy_id": string | null,
"wht_kobo": number,
"wht_settled_kobo": number
            }
                          SetofOptions: {
        from: "*"
        to: "charges"
        isOneToOne: true
        isSetofReturn: false
      } },
"deposit_of":
{ Args: { "tenancy_id": string }; Returns: {
              "deducted_kobo": number,"demanded_kobo": number,"due_on": string,"due_since": string,"held_kobo": number,"is_due_for_refund": boolean,"paid_kobo": number,"passed_on_kobo": number,"returned_kobo": number
            }[]
                           },
"deposit_statement":
{ Args: { "tenancy_id": string }; Returns: {
              "amount_kobo": number,"balance_kobo": number,"deduction_id": string,"description": string,"dispute": Database["public"]['Enums']["deduction_dispute_status"],"document_id": string,"entry": string,"item_id": string,"line_no": number,"on_day": string
            }[]
                           },
"describe_media":
{ Args: { "alt_text": string,"media_id": string }; Returns: {
              "alt_text": string,
"color": string | null,
"created_at": string,
"created_by": string,
"height": number,
"id": string,
"is_public": boolean,
"listing_id": string,
"org_id": string,
"perceptual_hash": string | null,
"position": number,
"sha256": string,
"sizes": NonNullable<Json>,
"upload_path": string,
"width": number
            }
                          SetofOptions: {
        from: "*"
        to: "listing_media"
        isOneToOne: true
        isSetofReturn: false
      } },
"dismiss_statement_row":
{ Args: { "reason": string,"row_id": string }; Returns: {
              "account_id": string,
"amount_kobo": number,
"booked_on": string,
"cells_hash": string,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"dismissed_reason": string | null,
"id": string,
"import_id": string,
"is_other_money": boolean,
"narration": string,
"offline_payment_id": string | null,
"org_id": string,
"reference": string | null,
"row_hash": string,
"search_key": string
            }
                          SetofOptions: {
        from: "*"
        to: "statement_rows"
        isOneToOne: true
        isSetofReturn: false
      } },
"dispute_deduction":
{ Args: { "deduction_id": string,"document_id"?: string,"reason": string }; Returns: {
              "answer": string | null,
"answered_at": string | null,
"answered_by": string | null,
"created_at": string,
"deduction_id": string,
"disputed_by": string | null,
"disputed_kobo": number,
"document_id": string | null,
"id": string,
"kept_kobo": number | null,
"org_id": string,
"reason": string,
"replied_at": string | null,
"replied_by": string | null,
"stands_id": string | null,
"status": Database["public"]['Enums']["deduction_dispute_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "deduction_disputes"
        isOneToOne: true
        isSetofReturn: false
      } },
"dispute_deposit_return":
{ Args: { "reason": string,"return_id": string }; Returns: {
              "amount_kobo": number,
"answer_by": string,
"bank_reference": string | null,
"client_id": string,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"document_id": string | null,
"id": string,
"is_booked": boolean,
"method": Database["public"]['Enums']["deposit_return_method"],
"org_id": string,
"recorded_by": string | null,
"reference_key": string | null,
"returned_on": string,
"status": Database["public"]['Enums']["deposit_return_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "deposit_returns"
        isOneToOne: true
        isSetofReturn: false
      } },
"dispute_inspection":
{ Args: { "inspection_id": string,"item_ids"?: (string)[],"remark": string }; Returns: {
              "content_hash": string | null,
"created_at": string,
"created_by": string | null,
"id": string,
"inspected_on": string | null,
"kind": Database["public"]['Enums']["inspection_kind"],
"meter_readings": NonNullable<Json>,
"note": string | null,
"org_id": string,
"round": number,
"scheduled_for": string,
"status": Database["public"]['Enums']["inspection_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "inspections"
        isOneToOne: true
        isSetofReturn: false
      } },
"dispute_payment":
{ Args: { "offline_payment_id": string,"reason": string }; Returns: {
              "answer_by": string | null,
"bank_reference": string | null,
"claimed_kobo": number,
"client_id": string,
"confirmed_kobo": number | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"id": string,
"method": Database["public"]['Enums']["payment_method"],
"note": string | null,
"org_id": string,
"paid_on": string,
"payment_id": string,
"received_on": string | null,
"reference_key": string | null,
"reported_by": string | null,
"source": Database["public"]['Enums']["offline_payment_source"],
"status": Database["public"]['Enums']["offline_payment_status"],
"subject_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "offline_payments"
        isOneToOne: true
        isSetofReturn: false
      } },
"divide_charge":
{ Args: { "charge_id": string,"parts": Json }; Returns: {
              "amount_kobo": number,
"application_id": string | null,
"client_id": string | null,
"created_at": string,
"currency": string,
"description": string,
"due_on": string,
"id": string,
"is_reversed": boolean,
"kind": Database["public"]['Enums']["charge_kind"],
"org_id": string,
"paid_kobo": number,
"period": unknown,
"reverses_id": string | null,
"sale_id": string | null,
"schedule_id": string | null,
"slot_no": number,
"tenancy_id": string | null,
"wht_kobo": number,
"wht_settled_kobo": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "charges"
        isOneToOne: false
        isSetofReturn: true
      } },
"edit_message":
{ Args: { "body": string,"message_id": string }; Returns: Json
                           },
"end_charge_schedule":
{ Args: { "from_on"?: string,"reason": string,"schedule_id": string }; Returns: {
              "amount_kobo": number,
"client_id": string | null,
"created_at": string,
"due_days": number,
"every": string | null,
"first_on": string,
"goes_on": boolean,
"id": string,
"kind": Database["public"]['Enums']["charge_kind"],
"label": string | null,
"mandate_id": string | null,
"next_no": number,
"next_on": string | null,
"org_id": string,
"payer_id": string | null,
"replaces_id": string | null,
"tenancy_id": string,
"until_on": string,
"wht_bps": number | null
            }
                          SetofOptions: {
        from: "*"
        to: "charge_schedules"
        isOneToOne: true
        isSetofReturn: false
      } },
"end_direct_settlement":
{ Args: { "direct_settlement_id": string,"reason": string }; Returns: {
              "active_from": string | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"failure_reason": string | null,
"id": string,
"is_sole": boolean,
"org_id": string,
"payee_account_id": string,
"provider": Database["public"]['Enums']["payment_method"],
"requested_by": string | null,
"status": Database["public"]['Enums']["direct_settlement_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "direct_settlements"
        isOneToOne: true
        isSetofReturn: false
      } },
"end_late_fee":
{ Args: { "tenancy_id": string }; Returns: boolean
                           },
"end_tenancy":
{ Args: { "possession_returned_on"?: string,"reason": string,"tenancy_id": string }; Returns: {
              "advance_periods": number,
"created_at": string,
"created_by": string | null,
"currency": string,
"ended_on": string | null,
"ends_on": string,
"evidence": string | null,
"hold_id": string | null,
"id": string,
"is_in_force": boolean,
"mandate_id": string | null,
"nature": Database["public"]['Enums']["tenancy_nature"],
"nature_reason": string | null,
"notice_days": number | null,
"org_id": string,
"parent_id": string | null,
"rent_kobo": number,
"rent_per": Database["public"]['Enums']["price_period"],
"starts_on": string,
"status": Database["public"]['Enums']["tenancy_status"],
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "tenancies"
        isOneToOne: true
        isSetofReturn: false
      } },
"enquire":
{ Args: { "listing_id": string,"message": string,"move_in_on"?: string }; Returns: {
              "closed_reason": string | null,
"conversation_id": string,
"created_at": string,
"enquirer_id": string,
"id": string,
"listing_id": string,
"message": string,
"move_in_on": string | null,
"org_id": string,
"status": Database["public"]['Enums']["enquiry_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "enquiries"
        isOneToOne: true
        isSetofReturn: false
      } },
"erasure_preview":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"fail_payout":
{ Args: { "payout_id": string,"reason": string }; Returns: {
              "amount_kobo": number,
"client_id": string,
"created_at": string,
"currency": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"failure_reason": string | null,
"fee_kobo": number | null,
"id": string,
"is_sole": boolean,
"mandate_id": string | null,
"note": string | null,
"org_id": string,
"paid_at": string | null,
"payee_account_id": string,
"payee_org_id": string,
"provider": Database["public"]['Enums']["payment_method"],
"provider_transfer_id": string | null,
"reference": string,
"requested_by": string | null,
"sent_at": string | null,
"status": Database["public"]['Enums']["payout_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "payouts"
        isOneToOne: true
        isSetofReturn: false
      } },
"fail_sale":
{ Args: { "reason": string,"sale_id": string }; Returns: {
              "agreed_on": string,
"closed_on": string | null,
"contract_signed_on": string | null,
"created_at": string,
"deed_reference": string | null,
"fell_through_reason": string | null,
"id": string,
"is_tenanted": boolean,
"listing_id": string,
"offer_id": string,
"org_id": string,
"price_kobo": number,
"property_id": string,
"proposed_price_kobo": number | null,
"status": Database["public"]['Enums']["sale_status"],
"taker_org_id": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "sales"
        isOneToOne: true
        isSetofReturn: false
      } },
"find_agencies":
{ Args: { "most"?: number,"words": string }; Returns: {
              "area": string,"checked": Json,"live_listings": number,"name": string,"org_id": string,"state": string
            }[]
                           },
"find_listings":
{ Args: { "after"?: string,"criteria"?: Json,"max_results"?: number,"sort_by"?: Database["public"]['Enums']["search_order"] }; Returns: Json
                           },
"give_notice":
{ Args: { "ends_on": string,"reason": string,"tenancy_id": string }; Returns: {
              "basis": string,
"created_at": string,
"ends_on": string,
"given_by": string | null,
"given_by_owner": boolean,
"given_on": string,
"id": string,
"org_id": string,
"reason": string,
"tenancy_id": string,
"withdrawn_at": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "tenancy_notices"
        isOneToOne: true
        isSetofReturn: false
      } },
"grant_history":
{ Args: { "expires_at"?: string,"includes_rent"?: boolean,"org_id": string }; Returns: {
              "answered_at": string | null,
"created_at": string,
"expires_at": string | null,
"id": string,
"includes_rent": boolean,
"org_id": string,
"purpose": string,
"requested_by": string | null,
"status": Database["public"]['Enums']["history_consent_status"],
"subject_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "history_consents"
        isOneToOne: true
        isSetofReturn: false
      } },
"history_audience":
{ Args: Record<PropertyKey, never>; Returns: {
              "org_id": string,"organization": string
            }[]
                           },
"identity_provider_figures":
{ Args: Record<PropertyKey, never>; Returns: {
              "answered": number,"asked_in_place_of_another": number,"billed_at_most": number,"circuits": Json,"is_on": boolean,"kind": Database["public"]['Enums']["verification_kind"],"last_asked_at": string,"not_answered": number,"place": number,"provider": string,"seconds_95": number,"unknown": number
            }[]
                           },
"import_properties":
{ Args: { "file_name"?: string,"org_id": string,"rows": Json }; Returns: {
              "outcome": string,"problems": Json,"property_id": string,"row_number": number,"unit_id": string
            }[]
                           },
"import_statement":
{ Args: { "account_id": string,"file_name"?: string,"rows": Json }; Returns: {
              "account_id": string,
"created_at": string,
"created_by": string | null,
"file_name": string | null,
"id": string,
"known_count": number,
"left_out_count": number,
"new_count": number,
"org_id": string,
"refused": NonNullable<Json>,
"refused_count": number,
"row_count": number
            }
                          SetofOptions: {
        from: "*"
        to: "statement_imports"
        isOneToOne: true
        isSetofReturn: false
      } },
"invite_as_tenant":
{ Args: { "address": string,"conversation_id": string,"full_name": string }; Returns: {
              "address": string,
"created_at": string,
"email": string | null,
"full_name": string,
"id": string,
"org_id": string,
"phone": string | null,
"updated_at": string,
"user_id": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "tenants"
        isOneToOne: true
        isSetofReturn: false
      } },
"invite_member":
{ Args: { "email"?: string,"org_id": string,"phone"?: string,"role": Database["public"]['Enums']["member_role"],"valid_days"?: number }; Returns: Database["public"]['CompositeTypes']["new_invitation"]
                          SetofOptions: {
        from: "*"
        to: "new_invitation"
        isOneToOne: true
        isSetofReturn: false
      } },
"invite_tenant":
{ Args: { "tenant_id": string,"valid_days"?: number }; Returns: Database["public"]['CompositeTypes']["new_invitation"]
                          SetofOptions: {
        from: "*"
        to: "new_invitation"
        isOneToOne: true
        isSetofReturn: false
      } },
"invite_to_conversation":
{ Args: { "contact": string,"conversation_id": string }; Returns: {
              "contact": string,
"conversation_id": string,
"created_at": string,
"ended_at": string | null,
"ended_by": string | null,
"id": string,
"invited_by": string,
"joined_at": string | null,
"org_id": string,
"user_id": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "conversation_guests"
        isOneToOne: true
        isSetofReturn: false
      } },
"issue_statutory_notice":
{ Args: { "client_id": string,"form": Database["public"]['Enums']["notice_form"],"grounds": string,"serve_on"?: string,"takes_effect_on": string,"tenancy_id": string }; Returns: {
              "addressee": string,
"addressee_address": string,
"body": string,
"client_id": string,
"computed": NonNullable<Json>,
"form": Database["public"]['Enums']["notice_form"],
"grounds": string,
"id": string,
"issued_at": string,
"issued_by": string | null,
"landlord_name": string,
"letterhead_id": string,
"mandate_id": string | null,
"nature": Database["public"]['Enums']["tenancy_nature"],
"number": string,
"org_id": string,
"premises": string,
"ruleset_id": string,
"ruleset_version": number,
"sender_address": string,
"sender_name": string,
"serial": number,
"serve_by": string,
"takes_effect_on": string,
"tenancy_id": string,
"written_on": string,
"year": number
            }
                          SetofOptions: {
        from: "*"
        to: "statutory_notices"
        isOneToOne: true
        isSetofReturn: false
      } },
"keep_charge_schedule":
{ Args: { "schedule_id": string }; Returns: {
              "amount_kobo": number,
"client_id": string | null,
"created_at": string,
"due_days": number,
"every": string | null,
"first_on": string,
"goes_on": boolean,
"id": string,
"kind": Database["public"]['Enums']["charge_kind"],
"label": string | null,
"mandate_id": string | null,
"next_no": number,
"next_on": string | null,
"org_id": string,
"payer_id": string | null,
"replaces_id": string | null,
"tenancy_id": string,
"until_on": string,
"wht_bps": number | null
            }
                          SetofOptions: {
        from: "*"
        to: "charge_schedules"
        isOneToOne: true
        isSetofReturn: false
      } },
"let_from_offer":
{ Args: { "address"?: string,"offer_id": string }; Returns: {
              "advance_periods": number,
"created_at": string,
"created_by": string | null,
"currency": string,
"ended_on": string | null,
"ends_on": string,
"evidence": string | null,
"hold_id": string | null,
"id": string,
"is_in_force": boolean,
"mandate_id": string | null,
"nature": Database["public"]['Enums']["tenancy_nature"],
"nature_reason": string | null,
"notice_days": number | null,
"org_id": string,
"parent_id": string | null,
"rent_kobo": number,
"rent_per": Database["public"]['Enums']["price_period"],
"starts_on": string,
"status": Database["public"]['Enums']["tenancy_status"],
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "tenancies"
        isOneToOne: true
        isSetofReturn: false
      } },
"letter_fields":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"list_acts":
{ Args: { "before_id"?: string,"by_actor"?: string,"max_results"?: number,"of_org"?: string,"of_subject"?: string }; Returns: {
              "act": string,"actor": string,"actor_id": string,"assurance": string,"changes": Json,"id": string,"occurred_at": string,"org_id": string,"reason": string,"staff_role": string,"subject_id": string
            }[]
                           },
"list_erasures":
{ Args: { "before_id"?: string,"max_results"?: number }; Returns: {
              "asked_at": string,"decision": Database["public"]['Enums']["erasure_decision"],"decision_reason": string,"erase_at": string,"erased_at": string,"files_gone_at": string,"id": string,"kept": Json,"matters": (string)[],"note": string,"person_id": string,"refusal": string,"state": string,"waits_since": string
            }[]
                           },
"list_provider_events":
{ Args: { "before_id"?: string,"max_results"?: number,"of_reference"?: string,"with_status"?: string }; Returns: {
              "event_type": string,"id": string,"note": string,"processed_at": string,"provider": Database["public"]['Enums']["payment_method"],"received_at": string,"reference": string,"status": string,"times_received": number
            }[]
                           },
"list_sent_messages":
{ Args: { "before_id"?: string,"max_results"?: number,"org_id": string,"with_status"?: Database["public"]['Enums']["delivery_status"] }; Returns: {
              "about": string,"channel": Database["public"]['Enums']["message_channel"],"cost_kobo": number,"ended_at": string,"handed_at": string,"id": string,"kind": string,"pages": number,"person": string,"queued_at": string,"reason": string,"status": Database["public"]['Enums']["delivery_status"]
            }[]
                           },
"list_undelivered":
{ Args: { "before_id"?: string,"max_results"?: number,"with_reason"?: string }; Returns: {
              "attempts": number,"can_redrive": boolean,"channel": Database["public"]['Enums']["message_channel"],"ended_at": string,"id": string,"kind": string,"org_id": string,"provider": string,"provider_id": string,"reason": string,"status": Database["public"]['Enums']["delivery_status"],"useful_until": string,"user_id": string
            }[]
                           },
"list_work_health":
{ Args: Record<PropertyKey, never>; Returns: {
              "dead": number,"done_last_hour": number,"failures_in_row": number,"in_hand": number,"is_late": boolean,"last_run_at": string,"last_success_at": string,"later": number,"name": string,"says": string,"sort": string,"waiting": number,"waiting_since": string
            }[]
                           },
"listing_costs":
{ Args: { "listing_id": string }; Returns: Json
                           },
"listing_facets":
{ Args: { "criteria"?: Json }; Returns: Json
                           },
"listing_page":
{ Args: { "listing_id": string }; Returns: Json
                           },
"listing_tile":
{ Args: { "criteria"?: Json,"x": number,"y": number,"zoom": number }; Returns: Json
                           },
"listing_under_review":
{ Args: { "listing_id": string }; Returns: Json
                           },
"listings_to_review":
{ Args: { "after_id"?: string,"max_results"?: number }; Returns: {
              "advance_periods": number,
"area": string,
"bathrooms": number,
"bedrooms": number,
"confirm_by": string | null,
"created_at": string,
"currency": string,
"description": string,
"features": (Database["public"]['Enums']["feature"])[],
"id": string,
"is_furnished": boolean,
"is_verified": boolean,
"kind": Database["public"]['Enums']["unit_kind"],
"lga": string,
"location": unknown,
"mandate_id": string | null,
"maximum_nights": number | null,
"minimum_nights": number | null,
"org_id": string,
"price_kobo": number,
"price_per": Database["public"]['Enums']["price_period"],
"published_at": string | null,
"purpose": Database["public"]['Enums']["listing_purpose"],
"shown_changed_at": string,
"state": string,
"status": Database["public"]['Enums']["listing_status"],
"title": string,
"title_searched_on": string | null,
"unit_id": string,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "listings"
        isOneToOne: false
        isSetofReturn: true
      } },
"look_up_person":
{ Args: { "email"?: string,"person_id"?: string,"phone"?: string,"purpose": Database["public"]['Enums']["look_purpose"],"reason": string }; Returns: Json
                           },
"make_offer":
{ Args: { "advance_periods"?: number,"amount_kobo": number,"completes_on"?: string,"conditions"?: string,"listing_id": string,"starts_on"?: string,"term_months"?: number,"valid_hours"?: number }; Returns: {
              "accepted_round": number | null,
"application_id": string | null,
"created_at": string,
"decided_by": string | null,
"decision_reason": string | null,
"expires_at": string,
"hold_id": string | null,
"id": string,
"listing_id": string,
"offeror_id": string | null,
"org_id": string,
"price_per": Database["public"]['Enums']["price_period"],
"purpose": Database["public"]['Enums']["listing_purpose"],
"round": number,
"status": Database["public"]['Enums']["offer_status"],
"tenancy_id": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "offers"
        isOneToOne: true
        isSetofReturn: false
      } },
"match_statement_row":
{ Args: { "is_other_money"?: boolean,"offline_payment_id": string,"row_id": string }; Returns: {
              "account_id": string,
"amount_kobo": number,
"booked_on": string,
"cells_hash": string,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"dismissed_reason": string | null,
"id": string,
"import_id": string,
"is_other_money": boolean,
"narration": string,
"offline_payment_id": string | null,
"org_id": string,
"reference": string | null,
"row_hash": string,
"search_key": string
            }
                          SetofOptions: {
        from: "*"
        to: "statement_rows"
        isOneToOne: true
        isSetofReturn: false
      } },
"message_history":
{ Args: { "message_id": string }; Returns: {
              "body": string,"replaced_at": string
            }[]
                           },
"moderation_queue":
{ Args: { "after_id"?: string,"max_results"?: number }; Returns: {
              "from_person": string,"id": string,"note": string,"org_id": string,"others": number,"reason": string,"since": string,"subject_id": string,"what": string
            }[]
                           },
"move_listing":
{ Args: { "listing_id": string,"reason"?: string,"to_status": Database["public"]['Enums']["listing_status"] }; Returns: {
              "advance_periods": number,
"area": string,
"bathrooms": number,
"bedrooms": number,
"confirm_by": string | null,
"created_at": string,
"currency": string,
"description": string,
"features": (Database["public"]['Enums']["feature"])[],
"id": string,
"is_furnished": boolean,
"is_verified": boolean,
"kind": Database["public"]['Enums']["unit_kind"],
"lga": string,
"location": unknown,
"mandate_id": string | null,
"maximum_nights": number | null,
"minimum_nights": number | null,
"org_id": string,
"price_kobo": number,
"price_per": Database["public"]['Enums']["price_period"],
"published_at": string | null,
"purpose": Database["public"]['Enums']["listing_purpose"],
"shown_changed_at": string,
"state": string,
"status": Database["public"]['Enums']["listing_status"],
"title": string,
"title_searched_on": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "listings"
        isOneToOne: true
        isSetofReturn: false
      } },
"my_conversation_invitations":
{ Args: Record<PropertyKey, never>; Returns: {
              "about": string,"conversation_id": string,"created_at": string,"guest_id": string,"invited_by": string,"listing_title": string,"organization": string
            }[]
                           },
"my_conversations":
{ Args: { "before_at"?: string,"before_id"?: string,"most"?: number,"unread_only"?: boolean }; Returns: {
              "application_id": string,"id": string,"is_joint": boolean,"last_body": string,"last_message_at": string,"last_message_id": string,"last_sender_id": string,"listing_id": string,"opened_by": string,"org_id": string,"sale_id": string,"tenancy_id": string,"unread": number,"viewing_id": string
            }[]
                           },
"my_data_exports":
{ Args: Record<PropertyKey, never>; Returns: {
              "asked_at": string,"expires_at": string,"files": Json,"id": string,"ready_at": string,"rows": number,"size_bytes": number,"state": string
            }[]
                           },
"my_erasure":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_hats":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_history_consents":
{ Args: Record<PropertyKey, never>; Returns: {
              "answered_at": string,"created_at": string,"expires_at": string,"id": string,"includes_rent": boolean,"last_viewed_at": string,"org_id": string,"organization": string,"purpose": string,"status": Database["public"]['Enums']["history_consent_status"],"views": number,"was_asked": boolean
            }[]
                           },
"my_looks":
{ Args: { "before_id"?: string,"max_results"?: number }; Returns: {
              "id": string,"looked_at": string,"purpose": Database["public"]['Enums']["look_purpose"]
            }[]
                           },
"my_signals":
{ Args: Record<PropertyKey, never>; Returns: {
              "appeal_decision": string,"appeal_reason": string,"appealed_at": string,"held_until": string,"id": string,"kind": string,"may_appeal": boolean,"opened_at": string,"org_id": string,"reason": string,"says": string,"state": string,"subject": string,"subject_id": string
            }[]
                           },
"my_trust":
{ Args: Record<PropertyKey, never>; Returns: {
              "act": Database["public"]['Enums']["trust_act"],"from_kobo": number,"has": Database["public"]['Enums']["trust_level"],"holds_from": string,"is_met": boolean,"level": Database["public"]['Enums']["trust_level"],"reason": string,"verify": (Database["public"]['Enums']["verification_kind"])[]
            }[]
                           },
"my_unread":
{ Args: Record<PropertyKey, never>; Returns: {
              "conversation_id": string,"unread": number
            }[]
                           },
"my_verification_appeals":
{ Args: Record<PropertyKey, never>; Returns: string[]
                           },
"my_verifications":
{ Args: Record<PropertyKey, never>; Returns: {
              "asks": string,"because": string,"case_id": string,"consent_purpose": Database["public"]['Enums']["consent_purpose"],"decision": string,"expires_at": string,"is_on": boolean,"keeps": string,"kind": Database["public"]['Enums']["verification_kind"],"next_try_at": string,"status": Database["public"]['Enums']["verification_status"],"verified_at": string
            }[]
                           },
"name_buying_organization":
{ Args: { "org_id": string,"sale_id": string }; Returns: {
              "agreed_on": string,
"closed_on": string | null,
"contract_signed_on": string | null,
"created_at": string,
"deed_reference": string | null,
"fell_through_reason": string | null,
"id": string,
"is_tenanted": boolean,
"listing_id": string,
"offer_id": string,
"org_id": string,
"price_kobo": number,
"property_id": string,
"proposed_price_kobo": number | null,
"status": Database["public"]['Enums']["sale_status"],
"taker_org_id": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "sales"
        isOneToOne: true
        isSetofReturn: false
      } },
"name_guarantor":
{ Args: { "application_id": string,"email"?: string,"full_name": string,"phone": string,"relationship": string }; Returns: {
              "answered_at": string | null,
"answered_by": string | null,
"application_id": string,
"created_at": string,
"email": string | null,
"full_name": string,
"id": string,
"is_phone_proven": boolean,
"org_id": string,
"phone": string,
"relationship": string,
"status": Database["public"]['Enums']["guarantor_status"],
"token_expires_at": string | null,
"token_hash": string | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "application_guarantors"
        isOneToOne: true
        isSetofReturn: false
      } },
"notice_terms":
{ Args: { "tenancy_id": string }; Returns: {
              "basis": string,"earliest_ends_on": string,"latest_ends_on": string
            }[]
                           },
"offer_inspection":
{ Args: { "inspection_id": string }; Returns: {
              "content_hash": string | null,
"created_at": string,
"created_by": string | null,
"id": string,
"inspected_on": string | null,
"kind": Database["public"]['Enums']["inspection_kind"],
"meter_readings": NonNullable<Json>,
"note": string | null,
"org_id": string,
"round": number,
"scheduled_for": string,
"status": Database["public"]['Enums']["inspection_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "inspections"
        isOneToOne: true
        isSetofReturn: false
      } },
"offer_mandate":
{ Args: { "agent_org_id": string,"ends_on": string,"evidence"?: string,"fee_bps": number,"fee_payer": Database["public"]['Enums']["fee_payer"],"org_id": string,"property_id"?: string,"scopes": (Database["public"]['Enums']["mandate_scope"])[],"starts_on": string }; Returns: {
              "agent_collects": boolean,
"agent_org_id": string,
"answered_at": string | null,
"answered_by": string | null,
"created_at": string,
"ends_on": string,
"evidence": string | null,
"fee_bps": number,
"fee_payer": Database["public"]['Enums']["fee_payer"],
"id": string,
"offered_by": string | null,
"org_id": string,
"property_id": string | null,
"reason": string | null,
"revoked_at": string | null,
"scopes": (Database["public"]['Enums']["mandate_scope"])[],
"starts_on": string,
"status": Database["public"]['Enums']["mandate_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "mandates"
        isOneToOne: true
        isSetofReturn: false
      } },
"offer_renewal":
{ Args: { "advance_periods"?: number,"ends_on"?: string,"rent_kobo": number,"rent_per"?: Database["public"]['Enums']["price_period"],"tenancy_id": string,"term_months"?: number }; Returns: {
              "advance_periods": number,
"created_at": string,
"created_by": string | null,
"currency": string,
"ended_on": string | null,
"ends_on": string,
"evidence": string | null,
"hold_id": string | null,
"id": string,
"is_in_force": boolean,
"mandate_id": string | null,
"nature": Database["public"]['Enums']["tenancy_nature"],
"nature_reason": string | null,
"notice_days": number | null,
"org_id": string,
"parent_id": string | null,
"rent_kobo": number,
"rent_per": Database["public"]['Enums']["price_period"],
"starts_on": string,
"status": Database["public"]['Enums']["tenancy_status"],
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "tenancies"
        isOneToOne: true
        isSetofReturn: false
      } },
"offer_tenancy":
{ Args: { "advance_periods"?: number,"ends_on"?: string,"nature"?: Database["public"]['Enums']["tenancy_nature"],"nature_reason"?: string,"notice_days"?: number,"rent_kobo": number,"rent_per"?: Database["public"]['Enums']["price_period"],"starts_on": string,"tenant_ids": (string)[],"term_months"?: number,"unit_id": string }; Returns: {
              "advance_periods": number,
"created_at": string,
"created_by": string | null,
"currency": string,
"ended_on": string | null,
"ends_on": string,
"evidence": string | null,
"hold_id": string | null,
"id": string,
"is_in_force": boolean,
"mandate_id": string | null,
"nature": Database["public"]['Enums']["tenancy_nature"],
"nature_reason": string | null,
"notice_days": number | null,
"org_id": string,
"parent_id": string | null,
"rent_kobo": number,
"rent_per": Database["public"]['Enums']["price_period"],
"starts_on": string,
"status": Database["public"]['Enums']["tenancy_status"],
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "tenancies"
        isOneToOne: true
        isSetofReturn: false
      } },
"offer_to_applicant":
{ Args: { "advance_periods"?: number,"amount_kobo"?: number,"application_id": string,"conditions"?: string,"starts_on"?: string,"term_months"?: number,"valid_hours"?: number }; Returns: {
              "accepted_round": number | null,
"application_id": string | null,
"created_at": string,
"decided_by": string | null,
"decision_reason": string | null,
"expires_at": string,
"hold_id": string | null,
"id": string,
"listing_id": string,
"offeror_id": string | null,
"org_id": string,
"price_per": Database["public"]['Enums']["price_period"],
"purpose": Database["public"]['Enums']["listing_purpose"],
"round": number,
"status": Database["public"]['Enums']["offer_status"],
"tenancy_id": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "offers"
        isOneToOne: true
        isSetofReturn: false
      } },
"offer_viewing":
{ Args: { "ends_at": string,"listing_id": string,"note"?: string,"seats"?: number,"starts_at": string }; Returns: {
              "created_at": string,
"ends_at": string,
"id": string,
"listing_id": string,
"note": string | null,
"org_id": string,
"seats": number,
"starts_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "viewing_slots"
        isOneToOne: true
        isSetofReturn: false
      } },
"open_conversation":
{ Args: { "application_id"?: string,"listing_id"?: string,"sale_id"?: string,"tenancy_id"?: string,"viewing_id"?: string }; Returns: {
              "answered_count": number,
"application_id": string | null,
"change_count": number,
"created_at": string,
"id": string,
"is_joint": boolean,
"last_message_at": string | null,
"last_message_id": string | null,
"listing_id": string | null,
"message_count": number,
"opened_by": string,
"org_id": string,
"sale_id": string | null,
"tenancy_id": string | null,
"viewing_id": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "conversations"
        isOneToOne: true
        isSetofReturn: false
      } },
"order_media":
{ Args: { "listing_id": string,"media_ids": (string)[] }; Returns: {
              "alt_text": string,
"color": string | null,
"created_at": string,
"created_by": string,
"height": number,
"id": string,
"is_public": boolean,
"listing_id": string,
"org_id": string,
"perceptual_hash": string | null,
"position": number,
"sha256": string,
"sizes": NonNullable<Json>,
"upload_path": string,
"width": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "listing_media"
        isOneToOne: false
        isSetofReturn: true
      } },
"org_today":
{ Args: { "org_id": string }; Returns: Json
                           },
"owner_statement":
{ Args: { "from_on": string,"org_id": string,"property_id"?: string,"to_on": string }; Returns: {
              "balance_kobo": number,"charged_kobo": number,"day": string,"description": string,"entry": string,"property": string,"received_kobo": number,"tenants": string,"unit": string
            }[]
                           },
"payout_funds":
{ Args: { "org_id": string }; Returns: {
              "available_kobo": number,"collected_kobo": number,"missing_kobo": number,"paid_out_kobo": number,"provider": Database["public"]['Enums']["payment_method"],"under_way_kobo": number
            }[]
                           },
"platform_fee_quote":
{ Args: { "amount_kobo": number,"begun_on"?: string,"org_id": string }; Returns: {
              "bps": number,"cap_kobo": number,"fee_kobo": number,"flat_kobo": number,"is_given_back": boolean,"is_own_rule": boolean,"paid": string,"starts_on": string
            }[]
                           },
"platform_fees":
{ Args: { "from_on": string,"org_id": string,"to_on": string }; Returns: {
              "day": string,"entry": string,"fee_kobo": number,"held_by": string,"owed_kobo": number,"payment_kobo": number,"reference": string
            }[]
                           },
"preview_announcement":
{ Args: { "app_url"?: string,"is_important"?: boolean,"org_id": string,"property_ids"?: (string)[],"tenancy_ids"?: (string)[],"titles": Json,"unit_ids"?: (string)[],"unit_kinds"?: (Database["public"]['Enums']["unit_kind"])[] }; Returns: {
              "by_email": number,"by_sms": number,"language": Database["public"]['Enums']["locale"],"pages": number,"people": number,"price_kobo": number,"sms": string
            }[]
                           },
"preview_letters":
{ Args: { "after_tenancy_id"?: string,"draft_id": string,"most"?: number }; Returns: {
              "addressee": string,"addressee_address": string,"body": string,"language": Database["public"]['Enums']["locale"],"letters": number,"missing": (string)[],"premises": string,"subject": string,"tenancy_id": string
            }[]
                           },
"preview_message":
{ Args: { "channel": Database["public"]['Enums']["message_channel"],"fields"?: Json,"kind": string,"language"?: Database["public"]['Enums']["locale"] }; Returns: Json
                           },
"preview_property_import":
{ Args: { "org_id": string,"rows": Json }; Returns: Json
                           },
"preview_reminders":
{ Args: { "days"?: (number)[],"org_id": string,"until_on"?: string }; Returns: {
              "amount_kobo": number,"due_on": string,"goes_on": string,"people": number,"stage": number,"tenancy_id": string
            }[]
                           },
"preview_statutory_notice":
{ Args: { "form": Database["public"]['Enums']["notice_form"],"grounds"?: string,"serve_on"?: string,"takes_effect_on"?: string,"tenancy_id": string }; Returns: Json
                           },
"principal_accounts":
{ Args: { "mandate_id": string }; Returns: {
              "account_name": string,"bank_name": string,"last_four": string,"payable_from": string,"payee_account_id": string,"provider": Database["public"]['Enums']["payment_method"]
            }[]
                           },
"principal_balances":
{ Args: { "org_id": string }; Returns: {
              "agency_fee_kobo": number,"agent_org_id": string,"collected_kobo": number,"mandate_id": string,"owed_kobo": number,"principal_org_id": string,"provider_fees_kobo": number,"remitted_kobo": number
            }[]
                           },
"principal_statement":
{ Args: { "from_on": string,"mandate_id": string,"until_on": string }; Returns: {
              "agency_fee_kobo": number,"balance_kobo": number,"gross_kobo": number,"kind": Database["public"]['Enums']["principal_move_kind"],"move_id": string,"occurred_on": string,"owed_kobo": number,"payment_id": string,"payout_id": string,"provider_fees_kobo": number
            }[]
                           },
"propose_sale_price":
{ Args: { "price_kobo": number,"sale_id": string }; Returns: {
              "agreed_on": string,
"closed_on": string | null,
"contract_signed_on": string | null,
"created_at": string,
"deed_reference": string | null,
"fell_through_reason": string | null,
"id": string,
"is_tenanted": boolean,
"listing_id": string,
"offer_id": string,
"org_id": string,
"price_kobo": number,
"property_id": string,
"proposed_price_kobo": number | null,
"status": Database["public"]['Enums']["sale_status"],
"taker_org_id": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "sales"
        isOneToOne: true
        isSetofReturn: false
      } },
"read_announcement":
{ Args: { "acknowledge"?: boolean,"announcement_id": string }; Returns: {
              "acknowledged_at": string | null,
"announcement_id": string,
"org_id": string,
"read_at": string | null,
"told_at": string | null,
"user_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "announcement_recipients"
        isOneToOne: true
        isSetofReturn: false
      } },
"read_conversation":
{ Args: { "conversation_id": string,"message_id": string }; Returns: undefined
                           },
"read_disputed_money":
{ Args: { "exception_id": string,"reason": string }; Returns: Json
                           },
"read_guarantee":
{ Args: { "token": string }; Returns: {
              "applicant_name": string,"area": string,"expires_at": string,"guarantor_name": string,"lga": string,"listing_title": string,"move_in_on": string,"price_kobo": number,"price_per": Database["public"]['Enums']["price_period"],"state": string,"status": Database["public"]['Enums']["guarantor_status"],"term_months": number
            }[]
                           },
"read_invitation":
{ Args: { "token": string }; Returns: {
              "expires_at": string,"inviter_name": string,"kind": Database["public"]['Enums']["invitation_kind"],"organization_name": string,"role": Database["public"]['Enums']["member_role"],"status": Database["public"]['Enums']["invitation_status"]
            }[]
                           },
"read_letter":
{ Args: { "acknowledge"?: boolean,"letter_id": string }; Returns: {
              "acknowledged_at": string | null,
"letter_id": string,
"org_id": string,
"read_at": string,
"user_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "letter_readings"
        isOneToOne: true
        isSetofReturn: false
      } },
"read_notifications":
{ Args: { "notification_ids": (string)[] }; Returns: number
                           },
"read_signal":
{ Args: { "reason": string,"signal_id": string }; Returns: {
              "about": string,"appeal": string,"context": Json,"decision": string,"decision_reason": string,"display_name": string,"evidence": Json,"held_until": string,"id": string,"kind": string,"opened_at": string,"org_id": string,"org_name": string,"subject": string,"subject_id": string,"user_id": string,"weight": number
            }[]
                           },
"read_statutory_notice":
{ Args: { "acknowledge"?: boolean,"notice_id": string }; Returns: {
              "acknowledged_at": string | null,
"notice_id": string,
"org_id": string,
"read_at": string,
"user_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "notice_readings"
        isOneToOne: true
        isSetofReturn: false
      } },
"read_verification_case":
{ Args: { "case_id": string,"reason": string }; Returns: {
              "appeal": string,"bank_code": string,"cause": string,"claimed_name": string,"display_name": string,"earlier_cases": number,"id": string,"kind": Database["public"]['Enums']["verification_kind"],"last_four": string,"licence_number": string,"licensed_by": string,"official_name": string,"opened_at": string,"other_display_name": string,"other_user_id": string,"reasons": Json,"score": number,"status": Database["public"]['Enums']["verification_status"],"user_id": string
            }[]
                           },
"received_history_consents":
{ Args: { "org_id": string,"person_id"?: string }; Returns: {
              "answered_at": string,"application_id": string,"ask_from": string,"created_at": string,"display_name": string,"ended_at": string,"expires_at": string,"id": string,"includes_rent": boolean,"last_viewed_at": string,"purpose": string,"status": Database["public"]['Enums']["history_consent_status"],"subject_id": string,"views": number,"was_asked": boolean
            }[]
                           },
"record_deposit_return":
{ Args: { "amount_kobo": number,"bank_reference"?: string,"client_id": string,"document_id"?: string,"method": Database["public"]['Enums']["deposit_return_method"],"returned_on": string,"tenancy_id": string }; Returns: {
              "amount_kobo": number,
"answer_by": string,
"bank_reference": string | null,
"client_id": string,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"document_id": string | null,
"id": string,
"is_booked": boolean,
"method": Database["public"]['Enums']["deposit_return_method"],
"org_id": string,
"recorded_by": string | null,
"reference_key": string | null,
"returned_on": string,
"status": Database["public"]['Enums']["deposit_return_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "deposit_returns"
        isOneToOne: true
        isSetofReturn: false
      } },
"record_notice_check":
{ Args: { "enrolment_number"?: string,"is_good": boolean,"lawyer_name": string,"note"?: string,"notice_id": string }; Returns: {
              "created_at": string,
"enrolment_number": string | null,
"id": string,
"is_good": boolean,
"lawyer_name": string,
"note": string | null,
"notice_id": string,
"org_id": string,
"recorded_by": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "notice_checks"
        isOneToOne: true
        isSetofReturn: false
      } },
"record_notice_service":
{ Args: { "attempted_at": string,"client_id": string,"document_id"?: string,"is_effective": boolean,"mode": Database["public"]['Enums']["service_mode"],"note"?: string,"notice_id": string,"recipient"?: string,"reference"?: string,"served_by": string,"witness"?: string }; Returns: {
              "attempted_at": string,
"client_id": string,
"counts": boolean,
"created_at": string,
"document_id": string | null,
"id": string,
"is_effective": boolean,
"is_lawful": boolean,
"mode": Database["public"]['Enums']["service_mode"],
"note": string | null,
"notice_id": string,
"org_id": string,
"recipient": string | null,
"recorded_by": string | null,
"reference": string | null,
"served_by": string,
"tenancy_id": string,
"tenancy_notice_id": string | null,
"why_not": (string)[],
"witness": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "notice_services"
        isOneToOne: true
        isSetofReturn: false
      } },
"record_offline_payment":
{ Args: { "amount_kobo": number,"bank_reference"?: string,"charge_ids": (string)[],"client_id": string,"method": Database["public"]['Enums']["payment_method"],"note"?: string,"paid_on": string }; Returns: {
              "answer_by": string | null,
"bank_reference": string | null,
"claimed_kobo": number,
"client_id": string,
"confirmed_kobo": number | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"id": string,
"method": Database["public"]['Enums']["payment_method"],
"note": string | null,
"org_id": string,
"paid_on": string,
"payment_id": string,
"received_on": string | null,
"reference_key": string | null,
"reported_by": string | null,
"source": Database["public"]['Enums']["offline_payment_source"],
"status": Database["public"]['Enums']["offline_payment_status"],
"subject_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "offline_payments"
        isOneToOne: true
        isSetofReturn: false
      } },
"record_refund_paid":
{ Args: { "document_id"?: string,"i_am_alone"?: boolean,"note"?: string,"paid_on": string,"reference": string,"refund_id": string }; Returns: {
              "amount_kobo": number,
"approved_alone": boolean,
"approved_at": string | null,
"approved_by": string | null,
"charge_id": string | null,
"client_id": string | null,
"created_at": string,
"decision": string | null,
"document_id": string | null,
"drops_charges": boolean,
"excess_kobo": number,
"failure_reason": string | null,
"id": string,
"method": Database["public"]['Enums']["payment_method"],
"org_id": string,
"paid_by": string | null,
"paid_note": string | null,
"paid_on": string | null,
"paid_reference": string | null,
"payment_id": string,
"provider_refund_id": string | null,
"reason": string,
"requested_by": string | null,
"same_as": string | null,
"sent_at": string | null,
"status": Database["public"]['Enums']["refund_status"],
"subject_id": string,
"updated_at": string,
"way": Database["public"]['Enums']["refund_way"]
            }
                          SetofOptions: {
        from: "*"
        to: "refunds"
        isOneToOne: true
        isSetofReturn: false
      } },
"record_tax_certificate":
{ Args: { "amount_kobo": number,"certificate_no": string,"charge_id": string,"issued_on": string }; Returns: {
              "amount_kobo": number,
"certificate_no": string,
"charge_id": string,
"created_at": string,
"created_by": string | null,
"id": string,
"issued_on": string,
"org_id": string,
"payment_id": string,
"taken_back_at": string | null,
"tenancy_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "tax_certificates"
        isOneToOne: true
        isSetofReturn: false
      } },
"record_viewing":
{ Args: { "attended": boolean,"note"?: string,"viewing_id": string }; Returns: {
              "created_at": string,
"during": unknown,
"id": string,
"org_id": string,
"seat_no": number,
"slot_id": string,
"status": Database["public"]['Enums']["viewing_status"],
"updated_at": string,
"user_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "viewings"
        isOneToOne: true
        isSetofReturn: false
      } },
"redrive_deliveries":
{ Args: { "delivery_ids": (string)[] }; Returns: number
                           },
"redrive_provider_events":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"reject_offline_payment":
{ Args: { "offline_payment_id": string,"reason": string }; Returns: {
              "answer_by": string | null,
"bank_reference": string | null,
"claimed_kobo": number,
"client_id": string,
"confirmed_kobo": number | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"id": string,
"method": Database["public"]['Enums']["payment_method"],
"note": string | null,
"org_id": string,
"paid_on": string,
"payment_id": string,
"received_on": string | null,
"reference_key": string | null,
"reported_by": string | null,
"source": Database["public"]['Enums']["offline_payment_source"],
"status": Database["public"]['Enums']["offline_payment_status"],
"subject_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "offline_payments"
        isOneToOne: true
        isSetofReturn: false
      } },
"release_offer":
{ Args: { "offer_id": string,"reason": string }; Returns: {
              "accepted_round": number | null,
"application_id": string | null,
"created_at": string,
"decided_by": string | null,
"decision_reason": string | null,
"expires_at": string,
"hold_id": string | null,
"id": string,
"listing_id": string,
"offeror_id": string | null,
"org_id": string,
"price_per": Database["public"]['Enums']["price_period"],
"purpose": Database["public"]['Enums']["listing_purpose"],
"round": number,
"status": Database["public"]['Enums']["offer_status"],
"tenancy_id": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "offers"
        isOneToOne: true
        isSetofReturn: false
      } },
"remind_tenancy":
{ Args: { "tenancy_id": string }; Returns: number
                           },
"reminder_rule":
{ Args: { "org_id": string }; Returns: {
              "days": (number)[],"is_own": boolean
            }[]
                           },
"remove_conversation_guest":
{ Args: { "guest_id": string }; Returns: undefined
                           },
"remove_listing_fee":
{ Args: { "kind": Database["public"]['Enums']["listing_fee_kind"],"listing_id": string }; Returns: boolean
                           },
"remove_media":
{ Args: { "media_id": string }; Returns: undefined
                           },
"remove_sale_party":
{ Args: { "party_id": string }; Returns: undefined
                           },
"remove_saved_authorization":
{ Args: { "authorization_id": string }; Returns: {
              "bank": string | null,
"brand": string | null,
"channel": string,
"created_at": string,
"expires_on": string | null,
"id": string,
"last_four": string | null,
"provider": Database["public"]['Enums']["payment_method"],
"status": Database["public"]['Enums']["authorization_status"],
"updated_at": string,
"user_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "saved_authorizations"
        isOneToOne: true
        isSetofReturn: false
      } },
"remove_tenancy_party":
{ Args: { "tenancy_id": string,"tenant_id": string }; Returns: undefined
                           },
"rent_relief_statement":
{ Args: { "year": number }; Returns: {
              "amount_kobo": number,"landlord_address": string,"landlord_name": string,"number": string,"period_from": string,"period_to": string,"premises": string,"received_on": string,"relief_kobo": number,"rent_in_year_kobo": number,"tenant_names": string
            }[]
                           },
"rent_roll":
{ Args: { "org_id": string }; Returns: {
              "arrears_kobo": number,"deposit_paid_kobo": number,"ends_on": string,"next_due_kobo": number,"next_due_on": string,"paid_through": string,"property": string,"rent_kobo": number,"rent_per": Database["public"]['Enums']["price_period"],"starts_on": string,"status": Database["public"]['Enums']["tenancy_status"],"tenancy_id": string,"tenants": string,"unit": string,"unit_id": string
            }[]
                           },
"rental_history":
{ Args: Record<PropertyKey, never>; Returns: {
              "area": string,"arrears_kobo": number,"charges_due": number,"charges_on_time": number,"ended_by": string,"nature": Database["public"]['Enums']["tenancy_nature"],"org_id": string,"organization": string,"rent_kobo": number,"rent_per": Database["public"]['Enums']["price_period"],"starts_on": string,"state": string,"status": Database["public"]['Enums']["tenancy_status"],"tenancy_id": string,"unit_label": string,"until_on": string
            }[]
                           },
"rental_history_of":
{ Args: { "consent_id": string }; Returns: {
              "area": string,"charges_due": number,"charges_on_time": number,"ended_by": string,"is_in_arrears": boolean,"nature": Database["public"]['Enums']["tenancy_nature"],"rent_kobo": number,"rent_per": Database["public"]['Enums']["price_period"],"starts_on": string,"state": string,"status": Database["public"]['Enums']["tenancy_status"],"until_on": string
            }[]
                           },
"replace_charge_schedule":
{ Args: { "advance_periods"?: number,"amount_kobo": number,"due_days_before"?: number,"due_on_day"?: number,"from_on": string,"label"?: string,"payer_id"?: string,"period": Database["public"]['Enums']["price_period"],"schedule_id": string }; Returns: {
              "amount_kobo": number,
"client_id": string | null,
"created_at": string,
"due_days": number,
"every": string | null,
"first_on": string,
"goes_on": boolean,
"id": string,
"kind": Database["public"]['Enums']["charge_kind"],
"label": string | null,
"mandate_id": string | null,
"next_no": number,
"next_on": string | null,
"org_id": string,
"payer_id": string | null,
"replaces_id": string | null,
"tenancy_id": string,
"until_on": string,
"wht_bps": number | null
            }
                          SetofOptions: {
        from: "*"
        to: "charge_schedules"
        isOneToOne: true
        isSetofReturn: false
      } },
"replay_provider_event":
{ Args: { "event_id": string }; Returns: boolean
                           },
"reply_to_deduction_answer":
{ Args: { "agrees": boolean,"dispute_id": string }; Returns: {
              "answer": string | null,
"answered_at": string | null,
"answered_by": string | null,
"created_at": string,
"deduction_id": string,
"disputed_by": string | null,
"disputed_kobo": number,
"document_id": string | null,
"id": string,
"kept_kobo": number | null,
"org_id": string,
"reason": string,
"replied_at": string | null,
"replied_by": string | null,
"stands_id": string | null,
"status": Database["public"]['Enums']["deduction_dispute_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "deduction_disputes"
        isOneToOne: true
        isSetofReturn: false
      } },
"report_listing":
{ Args: { "listing_id": string,"note"?: string,"reason": Database["public"]['Enums']["report_reason"] }; Returns: string
                           },
"report_message":
{ Args: { "message_id": string,"note"?: string,"reason": Database["public"]['Enums']["report_reason"] }; Returns: string
                           },
"report_person":
{ Args: { "note"?: string,"person_id": string,"reason": Database["public"]['Enums']["report_reason"] }; Returns: string
                           },
"reports_to_review":
{ Args: { "after_id"?: string,"most"?: number }; Returns: {
              "context": Json,"conversation_id": string,"created_at": string,"id": string,"message_id": string,"note": string,"other_reports": number,"reason": Database["public"]['Enums']["report_reason"],"reported_by": string,"reporter": string,"sender": string,"sender_id": string
            }[]
                           },
"request_data_export":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"request_direct_settlement":
{ Args: { "org_id": string,"payee_account_id": string }; Returns: {
              "active_from": string | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"failure_reason": string | null,
"id": string,
"is_sole": boolean,
"org_id": string,
"payee_account_id": string,
"provider": Database["public"]['Enums']["payment_method"],
"requested_by": string | null,
"status": Database["public"]['Enums']["direct_settlement_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "direct_settlements"
        isOneToOne: true
        isSetofReturn: false
      } },
"request_erasure":
{ Args: { "reason"?: string,"understood": boolean }; Returns: Json
                           },
"request_history":
{ Args: { "org_id": string,"purpose": string,"subject_id": string }; Returns: {
              "answered_at": string | null,
"created_at": string,
"expires_at": string | null,
"id": string,
"includes_rent": boolean,
"org_id": string,
"purpose": string,
"requested_by": string | null,
"status": Database["public"]['Enums']["history_consent_status"],
"subject_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "history_consents"
        isOneToOne: true
        isSetofReturn: false
      } },
"request_payout":
{ Args: { "amount_kobo": number,"client_id": string,"note"?: string,"org_id": string,"payee_account_id": string }; Returns: {
              "amount_kobo": number,
"client_id": string,
"created_at": string,
"currency": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"failure_reason": string | null,
"fee_kobo": number | null,
"id": string,
"is_sole": boolean,
"mandate_id": string | null,
"note": string | null,
"org_id": string,
"paid_at": string | null,
"payee_account_id": string,
"payee_org_id": string,
"provider": Database["public"]['Enums']["payment_method"],
"provider_transfer_id": string | null,
"reference": string,
"requested_by": string | null,
"sent_at": string | null,
"status": Database["public"]['Enums']["payout_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "payouts"
        isOneToOne: true
        isSetofReturn: false
      } },
"request_refund":
{ Args: { "amount_kobo": number,"by_hand"?: boolean,"charge_id"?: string,"client_id": string,"drops_charges"?: boolean,"payment_id": string,"reason": string }; Returns: {
              "amount_kobo": number,
"approved_alone": boolean,
"approved_at": string | null,
"approved_by": string | null,
"charge_id": string | null,
"client_id": string | null,
"created_at": string,
"decision": string | null,
"document_id": string | null,
"drops_charges": boolean,
"excess_kobo": number,
"failure_reason": string | null,
"id": string,
"method": Database["public"]['Enums']["payment_method"],
"org_id": string,
"paid_by": string | null,
"paid_note": string | null,
"paid_on": string | null,
"paid_reference": string | null,
"payment_id": string,
"provider_refund_id": string | null,
"reason": string,
"requested_by": string | null,
"same_as": string | null,
"sent_at": string | null,
"status": Database["public"]['Enums']["refund_status"],
"subject_id": string,
"updated_at": string,
"way": Database["public"]['Enums']["refund_way"]
            }
                          SetofOptions: {
        from: "*"
        to: "refunds"
        isOneToOne: true
        isSetofReturn: false
      } },
"request_remittance":
{ Args: { "amount_kobo": number,"client_id": string,"mandate_id": string,"note"?: string,"payee_account_id": string }; Returns: {
              "amount_kobo": number,
"client_id": string,
"created_at": string,
"currency": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"failure_reason": string | null,
"fee_kobo": number | null,
"id": string,
"is_sole": boolean,
"mandate_id": string | null,
"note": string | null,
"org_id": string,
"paid_at": string | null,
"payee_account_id": string,
"payee_org_id": string,
"provider": Database["public"]['Enums']["payment_method"],
"provider_transfer_id": string | null,
"reference": string,
"requested_by": string | null,
"sent_at": string | null,
"status": Database["public"]['Enums']["payout_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "payouts"
        isOneToOne: true
        isSetofReturn: false
      } },
"resolve_payment_exception":
{ Args: { "exception_id": string,"resolution": string }; Returns: {
              "details": NonNullable<Json>,
"fingerprint": string,
"first_seen_at": string,
"id": string,
"kind": Database["public"]['Enums']["payment_exception_kind"],
"last_seen_at": string,
"payment_id": string | null,
"provider": Database["public"]['Enums']["payment_method"] | null,
"reference": string | null,
"resolution": string | null,
"resolved_at": string | null,
"suggested_action": string,
"times_seen": number
            }
                          SetofOptions: {
        from: "*"
        to: "payment_exceptions"
        isOneToOne: true
        isSetofReturn: false
      } },
"restore_organization":
{ Args: { "org_id": string,"reason": string }; Returns: undefined
                           },
"restore_person":
{ Args: { "person_id": string,"reason": string }; Returns: undefined
                           },
"retire_document":
{ Args: { "document_id": string }; Returns: {
              "added_by": string | null,
"created_at": string,
"expires_on": string | null,
"id": string,
"kind": Database["public"]['Enums']["document_kind"],
"mime_type": string,
"org_id": string,
"property_id": string | null,
"reminded_days": number | null,
"retired_at": string | null,
"sha256": string,
"size_bytes": number,
"storage_path": string,
"tenancy_id": string | null,
"tenant_id": string | null,
"title": string,
"unit_id": string | null,
"upload_path": string
            }
                          SetofOptions: {
        from: "*"
        to: "documents"
        isOneToOne: true
        isSetofReturn: false
      } },
"retire_letter_template":
{ Args: { "template_id": string }; Returns: {
              "client_id": string,
"created_at": string,
"created_by": string | null,
"fields": NonNullable<Json>,
"id": string,
"name": string,
"org_id": string,
"retired_at": string | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "letter_templates"
        isOneToOne: true
        isSetofReturn: false
      } },
"retire_payee_account":
{ Args: { "payee_account_id": string,"reason": string }; Returns: {
              "account_name": string,
"bank_code": string,
"bank_name": string,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"id": string,
"is_sole": boolean,
"last_four": string,
"name_check": Database["public"]['Enums']["payee_name_check"],
"name_score": number | null,
"org_id": string,
"payable_from": string | null,
"proposed_by": string | null,
"provider": Database["public"]['Enums']["payment_method"],
"status": Database["public"]['Enums']["payee_account_status"],
"takes_transfers": boolean,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "payee_accounts"
        isOneToOne: true
        isSetofReturn: false
      } },
"reverse_charge":
{ Args: { "charge_id": string,"instead_kobo"?: number,"reason": string }; Returns: {
              "amount_kobo": number,
"application_id": string | null,
"client_id": string | null,
"created_at": string,
"currency": string,
"description": string,
"due_on": string,
"id": string,
"is_reversed": boolean,
"kind": Database["public"]['Enums']["charge_kind"],
"org_id": string,
"paid_kobo": number,
"period": unknown,
"reverses_id": string | null,
"sale_id": string | null,
"schedule_id": string | null,
"slot_no": number,
"tenancy_id": string | null,
"wht_kobo": number,
"wht_settled_kobo": number
            }
                          SetofOptions: {
        from: "*"
        to: "charges"
        isOneToOne: true
        isSetofReturn: false
      } },
"review_listing":
{ Args: { "decision": Database["public"]['Enums']["review_decision"],"listing_id": string,"reason"?: string,"seen_at"?: string }; Returns: {
              "advance_periods": number,
"area": string,
"bathrooms": number,
"bedrooms": number,
"confirm_by": string | null,
"created_at": string,
"currency": string,
"description": string,
"features": (Database["public"]['Enums']["feature"])[],
"id": string,
"is_furnished": boolean,
"is_verified": boolean,
"kind": Database["public"]['Enums']["unit_kind"],
"lga": string,
"location": unknown,
"mandate_id": string | null,
"maximum_nights": number | null,
"minimum_nights": number | null,
"org_id": string,
"price_kobo": number,
"price_per": Database["public"]['Enums']["price_period"],
"published_at": string | null,
"purpose": Database["public"]['Enums']["listing_purpose"],
"shown_changed_at": string,
"state": string,
"status": Database["public"]['Enums']["listing_status"],
"title": string,
"title_searched_on": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "listings"
        isOneToOne: true
        isSetofReturn: false
      } },
"review_title_document":
{ Args: { "note"?: string,"status": Database["public"]['Enums']["title_document_status"],"title_document_id": string }; Returns: {
              "created_at": string,
"holder_name": string,
"id": string,
"issued_on": string | null,
"kind": Database["public"]['Enums']["title_document_kind"],
"number": string | null,
"org_id": string,
"place_changed_at": string | null,
"property_id": string,
"registry": string | null,
"searched_by": string | null,
"searched_on": string | null,
"status": Database["public"]['Enums']["title_document_status"],
"status_note": string | null,
"storage_path": string | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "title_documents"
        isOneToOne: true
        isSetofReturn: false
      } },
"revoke_erasure":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"revoke_history":
{ Args: { "consent_id": string }; Returns: {
              "answered_at": string | null,
"created_at": string,
"expires_at": string | null,
"id": string,
"includes_rent": boolean,
"org_id": string,
"purpose": string,
"requested_by": string | null,
"status": Database["public"]['Enums']["history_consent_status"],
"subject_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "history_consents"
        isOneToOne: true
        isSetofReturn: false
      } },
"revoke_invitation":
{ Args: { "invitation_id": string,"reason"?: string }; Returns: undefined
                           },
"revoke_mandate":
{ Args: { "id": string,"reason": string }; Returns: {
              "agent_collects": boolean,
"agent_org_id": string,
"answered_at": string | null,
"answered_by": string | null,
"created_at": string,
"ends_on": string,
"evidence": string | null,
"fee_bps": number,
"fee_payer": Database["public"]['Enums']["fee_payer"],
"id": string,
"offered_by": string | null,
"org_id": string,
"property_id": string | null,
"reason": string | null,
"revoked_at": string | null,
"scopes": (Database["public"]['Enums']["mandate_scope"])[],
"starts_on": string,
"status": Database["public"]['Enums']["mandate_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "mandates"
        isOneToOne: true
        isSetofReturn: false
      } },
"save_application":
{ Args: { "application_id": string,"employer"?: string,"guarantors"?: Json,"has_pets"?: boolean,"household"?: Json,"income_band"?: Database["public"]['Enums']["income_band"],"move_in_on"?: string,"note"?: string,"occupation"?: string,"term_months"?: number }; Returns: {
              "applicant_id": string,
"closed_at": string | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision_reason": string | null,
"employer": string | null,
"has_pets": boolean,
"id": string,
"income_band": Database["public"]['Enums']["income_band"] | null,
"listing_id": string,
"move_in_on": string | null,
"note": string | null,
"occupation": string | null,
"org_id": string,
"review_asked_at": string | null,
"review_reason": string | null,
"status": Database["public"]['Enums']["application_status"],
"submitted_at": string | null,
"term_months": number | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "applications"
        isOneToOne: true
        isSetofReturn: false
      } },
"save_inspection":
{ Args: { "inspected_on"?: string,"inspection_id": string,"items"?: Json,"meter_readings"?: Json,"note"?: string }; Returns: {
              "content_hash": string | null,
"created_at": string,
"created_by": string | null,
"id": string,
"inspected_on": string | null,
"kind": Database["public"]['Enums']["inspection_kind"],
"meter_readings": NonNullable<Json>,
"note": string | null,
"org_id": string,
"round": number,
"scheduled_for": string,
"status": Database["public"]['Enums']["inspection_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "inspections"
        isOneToOne: true
        isSetofReturn: false
      } },
"save_letter_draft":
{ Args: { "client_id": string,"facts"?: Json,"fields"?: Json,"org_id": string,"property_ids"?: (string)[],"template_id"?: string,"tenancy_ids"?: (string)[],"texts"?: Json,"unit_ids"?: (string)[],"unit_kinds"?: (Database["public"]['Enums']["unit_kind"])[] }; Returns: {
              "client_id": string,
"created_at": string,
"created_by": string | null,
"facts": NonNullable<Json>,
"fields": NonNullable<Json>,
"id": string,
"letters": number | null,
"org_id": string,
"property_ids": (string)[],
"sent_at": string | null,
"sent_by": string | null,
"template_id": string | null,
"tenancy_ids": (string)[],
"texts": NonNullable<Json>,
"unit_ids": (string)[],
"unit_kinds": (Database["public"]['Enums']["unit_kind"])[],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "letter_drafts"
        isOneToOne: true
        isSetofReturn: false
      } },
"save_letter_template":
{ Args: { "client_id": string,"fields"?: Json,"name": string,"org_id": string,"texts": Json }; Returns: {
              "client_id": string,
"created_at": string,
"created_by": string | null,
"fields": NonNullable<Json>,
"id": string,
"name": string,
"org_id": string,
"retired_at": string | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "letter_templates"
        isOneToOne: true
        isSetofReturn: false
      } },
"save_search":
{ Args: { "criteria": Json,"frequency"?: Database["public"]['Enums']["alert_frequency"],"name": string,"search_id"?: string }; Returns: {
              "area": string | null,
"area_key": string | null,
"bounds": unknown,
"centre": unknown,
"created_at": string,
"features": (Database["public"]['Enums']["feature"])[],
"frequency": Database["public"]['Enums']["alert_frequency"],
"furnished": boolean | null,
"id": string,
"is_active": boolean,
"kinds": (Database["public"]['Enums']["unit_kind"])[],
"last_digest_on": string | null,
"last_matched_at": string | null,
"max_bedrooms": number | null,
"max_price_kobo": number | null,
"min_bathrooms": number | null,
"min_bedrooms": number | null,
"min_price_kobo": number | null,
"name": string,
"polygon": unknown,
"purpose": Database["public"]['Enums']["listing_purpose"],
"radius_m": number | null,
"updated_at": string,
"user_id": string,
"verified_only": boolean,
"word_keys": (string)[] | null,
"words": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "saved_searches"
        isOneToOne: true
        isSetofReturn: false
      } },
"save_statement_account":
{ Args: { "account_id"?: string,"bank_name": string,"columns": Json,"date_order"?: Database["public"]['Enums']["statement_date_order"],"label": string,"last_four"?: string,"org_id": string }; Returns: {
              "bank_name": string,
"created_at": string,
"created_by": string | null,
"credit_column": string,
"date_column": string,
"date_order": Database["public"]['Enums']["statement_date_order"],
"direction_column": string | null,
"id": string,
"label": string,
"last_four": string | null,
"narration_column": string,
"org_id": string,
"payer_column": string | null,
"reference_column": string | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "statement_accounts"
        isOneToOne: true
        isSetofReturn: false
      } },
"schedule_inspection":
{ Args: { "kind": Database["public"]['Enums']["inspection_kind"],"scheduled_for": string,"tenancy_id": string }; Returns: {
              "content_hash": string | null,
"created_at": string,
"created_by": string | null,
"id": string,
"inspected_on": string | null,
"kind": Database["public"]['Enums']["inspection_kind"],
"meter_readings": NonNullable<Json>,
"note": string | null,
"org_id": string,
"round": number,
"scheduled_for": string,
"status": Database["public"]['Enums']["inspection_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "inspections"
        isOneToOne: true
        isSetofReturn: false
      } },
"search_listings":
{ Args: { "after"?: string,"criteria"?: Json,"max_results"?: number,"sort_by"?: Database["public"]['Enums']["search_order"] }; Returns: {
              "advance_periods": number,"area": string,"bathrooms": number,"bedrooms": number,"checked": Json,"confirmed_at": string,"cover": Json,"currency": string,"cursor": string,"distance_m": number,"features": (Database["public"]['Enums']["feature"])[],"id": string,"is_furnished": boolean,"is_verified": boolean,"kind": Database["public"]['Enums']["unit_kind"],"latitude": number,"lga": string,"longitude": number,"move_in_kobo": number,"price_kobo": number,"price_per": Database["public"]['Enums']["price_period"],"published_at": string,"purpose": Database["public"]['Enums']["listing_purpose"],"state": string,"title": string
            }[]
                           },
"search_messages":
{ Args: { "before_id"?: string,"in_conversation"?: string,"most"?: number,"words": string }; Returns: {
              "conversation_id": string,"created_at": string,"excerpt": string,"id": string,"sender_id": string
            }[]
                           },
"send_letters":
{ Args: { "draft_id": string }; Returns: {
              "client_id": string,
"created_at": string,
"created_by": string | null,
"facts": NonNullable<Json>,
"fields": NonNullable<Json>,
"id": string,
"letters": number | null,
"org_id": string,
"property_ids": (string)[],
"sent_at": string | null,
"sent_by": string | null,
"template_id": string | null,
"tenancy_ids": (string)[],
"texts": NonNullable<Json>,
"unit_ids": (string)[],
"unit_kinds": (Database["public"]['Enums']["unit_kind"])[],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "letter_drafts"
        isOneToOne: true
        isSetofReturn: false
      } },
"send_message":
{ Args: { "body": string,"client_id": string,"conversation_id": string,"file_ids"?: (string)[],"reply_to_id"?: string }; Returns: Json
                           },
"service_charge_account":
{ Args: { "from_on": string,"org_id": string,"to_on": string }; Returns: {
              "charged_kobo": number,"closing_kobo": number,"opening_kobo": number,"property": string,"received_kobo": number,"tenancy_id": string,"tenants": string,"unit": string
            }[]
                           },
"set_applicant_level":
{ Args: { "level": Database["public"]['Enums']["trust_level"],"org_id": string }; Returns: undefined
                           },
"set_late_fee":
{ Args: { "amount_kobo"?: number,"bps"?: number,"cap_kobo"?: number,"grace_days": number,"tenancy_id": string }; Returns: {
              "amount_kobo": number | null,
"bps": number | null,
"cap_kobo": number | null,
"created_at": string,
"ended_at": string | null,
"from_on": string,
"grace_days": number,
"id": string,
"looked_on": string,
"mandate_id": string | null,
"org_id": string,
"tenancy_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "late_fee_rules"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_letterhead":
{ Args: { "email"?: string,"logo_id"?: string,"org_id": string,"phone"?: string,"registration"?: string,"signatory_name": string,"signatory_title": string,"website"?: string }; Returns: {
              "created_at": string,
"email": string | null,
"id": string,
"logo_id": string | null,
"org_id": string,
"phone": string | null,
"registration": string | null,
"set_by": string | null,
"signatory_name": string,
"signatory_title": string,
"website": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "letterheads"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_listing_fee":
{ Args: { "amount_kobo"?: number,"bps"?: number,"engaged_by"?: Database["public"]['Enums']["fee_party"],"is_refundable"?: boolean,"kind": Database["public"]['Enums']["listing_fee_kind"],"listing_id": string,"note"?: string,"payer": Database["public"]['Enums']["fee_party"] }; Returns: {
              "amount_kobo": number | null,
"bps": number | null,
"created_at": string,
"engaged_by": Database["public"]['Enums']["fee_party"] | null,
"id": string,
"is_refundable": boolean,
"kind": Database["public"]['Enums']["listing_fee_kind"],
"listing_id": string,
"note": string | null,
"org_id": string,
"payer": Database["public"]['Enums']["fee_party"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "listing_fees"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_listing_review":
{ Args: { "is_on": boolean,"org_id": string }; Returns: undefined
                           },
"set_mandate_collecting":
{ Args: { "agent_collects": boolean,"id": string }; Returns: {
              "agent_collects": boolean,
"agent_org_id": string,
"answered_at": string | null,
"answered_by": string | null,
"created_at": string,
"ends_on": string,
"evidence": string | null,
"fee_bps": number,
"fee_payer": Database["public"]['Enums']["fee_payer"],
"id": string,
"offered_by": string | null,
"org_id": string,
"property_id": string | null,
"reason": string | null,
"revoked_at": string | null,
"scopes": (Database["public"]['Enums']["mandate_scope"])[],
"starts_on": string,
"status": Database["public"]['Enums']["mandate_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "mandates"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_message_hours":
{ Args: { "digest_at"?: number,"quiet_from"?: number,"quiet_until"?: number }; Returns: {
              "digest_at": number,
"quiet_from": number | null,
"quiet_until": number | null,
"user_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "message_hours"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_notification_preference":
{ Args: { "channel": Database["public"]['Enums']["message_channel"],"kind": string,"mode"?: Database["public"]['Enums']["message_mode"] }; Returns: undefined
                           },
"set_notification_preferences":
{ Args: { "channel": Database["public"]['Enums']["message_channel"],"kinds": (string)[],"mode"?: Database["public"]['Enums']["message_mode"] }; Returns: undefined
                           },
"set_platform_fee":
{ Args: { "applies_to"?: Database["public"]['Enums']["platform_fee_scope"],"bps"?: number,"cap_kobo"?: number,"flat_kobo"?: number,"follows_default"?: boolean,"is_given_back"?: boolean,"org_id"?: string,"reason": string,"starts_on": string }; Returns: {
              "applies_to": Database["public"]['Enums']["platform_fee_scope"],
"bps": number,
"cap_kobo": number | null,
"created_at": string,
"flat_kobo": number,
"follows_default": boolean,
"id": string,
"is_given_back": boolean,
"org_id": string | null,
"reason": string,
"set_by": string | null,
"starts_on": string
            }
                          SetofOptions: {
        from: "*"
        to: "platform_fee_rules"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_reminder_rule":
{ Args: { "days"?: (number)[],"org_id": string }; Returns: (number)[]
                           },
"set_signal_rule":
{ Args: { "hold_days"?: number,"is_on": boolean,"kind": string,"weight": number }; Returns: undefined
                           },
"set_trust_rule":
{ Args: { "act": Database["public"]['Enums']["trust_act"],"from_kobo": number,"holds_from"?: string,"level": Database["public"]['Enums']["trust_level"],"reason": string }; Returns: {
              "act": Database["public"]['Enums']["trust_act"],
"created_at": string,
"from_kobo": number,
"holds_from": string,
"level": Database["public"]['Enums']["trust_level"],
"level_before": Database["public"]['Enums']["trust_level"],
"reason": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "trust_rules"
        isOneToOne: true
        isSetofReturn: false
      } },
"set_withholding":
{ Args: { "bps": number,"tenancy_id": string }; Returns: {
              "amount_kobo": number,
"client_id": string | null,
"created_at": string,
"due_days": number,
"every": string | null,
"first_on": string,
"goes_on": boolean,
"id": string,
"kind": Database["public"]['Enums']["charge_kind"],
"label": string | null,
"mandate_id": string | null,
"next_no": number,
"next_on": string | null,
"org_id": string,
"payer_id": string | null,
"replaces_id": string | null,
"tenancy_id": string,
"until_on": string,
"wht_bps": number | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "charge_schedules"
        isOneToOne: false
        isSetofReturn: true
      } },
"share_document":
{ Args: { "contact"?: string,"document_id": string,"expires_at"?: string,"tenancy_id"?: string }; Returns: {
              "contact": string | null,
"created_at": string,
"document_id": string,
"expires_at": string | null,
"granted_by": string | null,
"id": string,
"org_id": string,
"revoked_at": string | null,
"tenancy_id": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "document_access"
        isOneToOne: true
        isSetofReturn: false
      } },
"shortlist_application":
{ Args: { "application_id": string,"reason"?: string }; Returns: {
              "applicant_id": string,
"closed_at": string | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision_reason": string | null,
"employer": string | null,
"has_pets": boolean,
"id": string,
"income_band": Database["public"]['Enums']["income_band"] | null,
"listing_id": string,
"move_in_on": string | null,
"note": string | null,
"occupation": string | null,
"org_id": string,
"review_asked_at": string | null,
"review_reason": string | null,
"status": Database["public"]['Enums']["application_status"],
"submitted_at": string | null,
"term_months": number | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "applications"
        isOneToOne: true
        isSetofReturn: false
      } },
"sign_inspection":
{ Args: { "content_hash": string,"inspection_id": string,"remark"?: string }; Returns: {
              "content_hash": string | null,
"created_at": string,
"created_by": string | null,
"id": string,
"inspected_on": string | null,
"kind": Database["public"]['Enums']["inspection_kind"],
"meter_readings": NonNullable<Json>,
"note": string | null,
"org_id": string,
"round": number,
"scheduled_for": string,
"status": Database["public"]['Enums']["inspection_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "inspections"
        isOneToOne: true
        isSetofReturn: false
      } },
"sign_sale":
{ Args: { "deposit_kobo"?: number,"sale_id": string,"signed_on": string }; Returns: {
              "agreed_on": string,
"closed_on": string | null,
"contract_signed_on": string | null,
"created_at": string,
"deed_reference": string | null,
"fell_through_reason": string | null,
"id": string,
"is_tenanted": boolean,
"listing_id": string,
"offer_id": string,
"org_id": string,
"price_kobo": number,
"property_id": string,
"proposed_price_kobo": number | null,
"status": Database["public"]['Enums']["sale_status"],
"taker_org_id": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "sales"
        isOneToOne: true
        isSetofReturn: false
      } },
"signal_figures":
{ Args: Record<PropertyKey, never>; Returns: {
              "about": string,"agreed_percent": number,"confirmed": number,"dismissed": number,"hold_for": string,"is_on": boolean,"kind": string,"opened": number,"overturned": number,"waiting": number,"weight": number
            }[]
                           },
"signals_to_review":
{ Args: { "max_results"?: number }; Returns: {
              "about": string,"also_open": number,"concerns": string,"confirmed_before": number,"decision": string,"held_until": string,"id": string,"is_appeal": boolean,"is_suspended": boolean,"kind": string,"opened_at": string,"subject": string,"weight": number
            }[]
                           },
"skip_autopay":
{ Args: { "plan_id": string }; Returns: {
              "amount_kobo": number,
"autopay_id": string,
"charge_id": string,
"created_at": string,
"declines": number,
"first_tried_on": string | null,
"id": string,
"last_answer": string | null,
"not_before": string,
"org_id": string,
"payment_id": string | null,
"status": Database["public"]['Enums']["autopay_plan_status"],
"take_on": string,
"tenancy_id": string,
"updated_at": string,
"user_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "autopay_plans"
        isOneToOne: true
        isSetofReturn: false
      } },
"start_application":
{ Args: { "listing_id": string }; Returns: {
              "applicant_id": string,
"closed_at": string | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision_reason": string | null,
"employer": string | null,
"has_pets": boolean,
"id": string,
"income_band": Database["public"]['Enums']["income_band"] | null,
"listing_id": string,
"move_in_on": string | null,
"note": string | null,
"occupation": string | null,
"org_id": string,
"review_asked_at": string | null,
"review_reason": string | null,
"status": Database["public"]['Enums']["application_status"],
"submitted_at": string | null,
"term_months": number | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "applications"
        isOneToOne: true
        isSetofReturn: false
      } },
"statement_matches":
{ Args: { "account_id": string,"max_rows"?: number }; Returns: {
              "amount_kobo": number,"charge_id": string,"offline_payment_id": string,"payer_names": string,"reasons": (string)[],"row_id": string,"score": number
            }[]
                           },
"stop_autopay":
{ Args: { "tenancy_id": string }; Returns: {
              "authorization_id": string,
"consent_id": string,
"created_at": string,
"day_offset": number,
"id": string,
"kinds": (Database["public"]['Enums']["charge_kind"])[],
"most_per_charge_kobo": number,
"most_per_month_kobo": number,
"org_id": string,
"paused_because": Database["public"]['Enums']["autopay_pause"] | null,
"status": Database["public"]['Enums']["autopay_status"],
"tenancy_id": string,
"updated_at": string,
"user_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "autopays"
        isOneToOne: true
        isSetofReturn: false
      } },
"submit_application":
{ Args: { "application_id": string }; Returns: {
              "applicant_id": string,
"closed_at": string | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision_reason": string | null,
"employer": string | null,
"has_pets": boolean,
"id": string,
"income_band": Database["public"]['Enums']["income_band"] | null,
"listing_id": string,
"move_in_on": string | null,
"note": string | null,
"occupation": string | null,
"org_id": string,
"review_asked_at": string | null,
"review_reason": string | null,
"status": Database["public"]['Enums']["application_status"],
"submitted_at": string | null,
"term_months": number | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "applications"
        isOneToOne: true
        isSetofReturn: false
      } },
"suggest_areas":
{ Args: { "max_results"?: number,"typed"?: string }; Returns: {
              "listings": number,"name": string,"state": string
            }[]
                           },
"suspend_organization":
{ Args: { "org_id": string,"reason": string }; Returns: undefined
                           },
"suspend_person":
{ Args: { "person_id": string,"reason": string }; Returns: undefined
                           },
"take_back_deduction":
{ Args: { "deduction_id": string,"reason": string }; Returns: {
              "amount_kobo": number,
"charge_id": string,
"client_id": string | null,
"created_at": string,
"created_by": string | null,
"dispute_by": string | null,
"document_id": string | null,
"id": string,
"inspection_id": string | null,
"item_id": string | null,
"org_id": string,
"payment_id": string,
"reason": string,
"tenancy_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "deposit_deductions"
        isOneToOne: true
        isSetofReturn: false
      } },
"take_back_payment":
{ Args: { "offline_payment_id": string,"reason": string }; Returns: {
              "answer_by": string | null,
"bank_reference": string | null,
"claimed_kobo": number,
"client_id": string,
"confirmed_kobo": number | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"id": string,
"method": Database["public"]['Enums']["payment_method"],
"note": string | null,
"org_id": string,
"paid_on": string,
"payment_id": string,
"received_on": string | null,
"reference_key": string | null,
"reported_by": string | null,
"source": Database["public"]['Enums']["offline_payment_source"],
"status": Database["public"]['Enums']["offline_payment_status"],
"subject_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "offline_payments"
        isOneToOne: true
        isSetofReturn: false
      } },
"take_back_tax_certificate":
{ Args: { "certificate_id": string,"reason": string }; Returns: {
              "amount_kobo": number,
"certificate_no": string,
"charge_id": string,
"created_at": string,
"created_by": string | null,
"id": string,
"issued_on": string,
"org_id": string,
"payment_id": string,
"taken_back_at": string | null,
"tenancy_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "tax_certificates"
        isOneToOne: true
        isSetofReturn: false
      } },
"take_listing_fees":
{ Args: { "listing_id": string,"tenancy_id": string }; Returns: {
              "amount_kobo": number,
"client_id": string | null,
"created_at": string,
"due_days": number,
"every": string | null,
"first_on": string,
"goes_on": boolean,
"id": string,
"kind": Database["public"]['Enums']["charge_kind"],
"label": string | null,
"mandate_id": string | null,
"next_no": number,
"next_on": string | null,
"org_id": string,
"payer_id": string | null,
"replaces_id": string | null,
"tenancy_id": string,
"until_on": string,
"wht_bps": number | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "charge_schedules"
        isOneToOne: false
        isSetofReturn: true
      } },
"tenancies_on_autopay":
{ Args: { "org_id": string }; Returns: string[]
                           },
"tenancy_marks":
{ Args: { "tenancy_id": string }; Returns: Json
                           },
"tenancy_people":
{ Args: { "tenancy_id": string }; Returns: {
              "accepted_at": string,"agreed_on_paper": boolean,"full_name": string,"is_me": boolean,"tenant_id": string
            }[]
                           },
"unblock_dates":
{ Args: { "hold_id": string }; Returns: {
              "created_at": string,
"expires_at": string | null,
"held_right": Database["public"]['Enums']["held_right"],
"id": string,
"is_block": boolean,
"note": string | null,
"org_id": string,
"period": unknown,
"reason": Database["public"]['Enums']["hold_reason"],
"status": Database["public"]['Enums']["hold_status"],
"unit_id": string
            }
                          SetofOptions: {
        from: "*"
        to: "unit_holds"
        isOneToOne: true
        isSetofReturn: false
      } },
"unblock_person":
{ Args: { "org_id"?: string,"person_id": string }; Returns: undefined
                           },
"unshare_document":
{ Args: { "access_id": string }; Returns: {
              "contact": string | null,
"created_at": string,
"document_id": string,
"expires_at": string | null,
"granted_by": string | null,
"id": string,
"org_id": string,
"revoked_at": string | null,
"tenancy_id": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "document_access"
        isOneToOne: true
        isSetofReturn: false
      } },
"verifications_to_review":
{ Args: { "after_id"?: string,"most"?: number }; Returns: {
              "case_id": string,"cause": string,"earlier_cases": number,"is_appeal": boolean,"is_held_elsewhere": boolean,"kind": Database["public"]['Enums']["verification_kind"],"opened_at": string,"review_id": string,"score": number
            }[]
                           },
"verify_receipt":
{ Args: { "token": string }; Returns: {
              "amount_kobo": number,"currency": string,"number": string,"period": unknown,"received_on": string,"refunded_kobo": number,"status": string,"valid": boolean,"voided_on": string
            }[]
                           },
"viewing_place":
{ Args: { "viewing_id": string }; Returns: {
              "area": string,"landmark": string,"latitude": number,"lga": string,"longitude": number,"property_name": string,"state": string,"street": string,"unit_label": string
            }[]
                           },
"viewing_times":
{ Args: { "listing_id": string }; Returns: {
              "ends_at": string,"note": string,"seats_left": number,"slot_id": string,"starts_at": string
            }[]
                           },
"void_receipt":
{ Args: { "reason": string,"receipt_id": string,"reissue"?: boolean }; Returns: {
              "hash": string,
"hash_version": number,
"org_id": string,
"previous_hash": string,
"reason": string,
"receipt_id": string,
"serial": number,
"voided_at": string,
"voided_by": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "receipt_voids"
        isOneToOne: true
        isSetofReturn: false
      } },
"withdraw_announcement":
{ Args: { "announcement_id": string,"reason": string }; Returns: {
              "client_id": string,
"created_at": string,
"created_by": string | null,
"expires_at": string | null,
"id": string,
"is_for_all": boolean,
"is_important": boolean,
"language": Database["public"]['Enums']["locale"],
"org_id": string,
"people": number | null,
"planned_people": number,
"property_ids": (string)[],
"publish_at": string,
"published_at": string | null,
"retry_at": string | null,
"tenancy_ids": (string)[],
"unit_ids": (string)[],
"unit_kinds": (Database["public"]['Enums']["unit_kind"])[],
"withdrawn_at": string | null,
"withdrawn_because": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "announcements"
        isOneToOne: true
        isSetofReturn: false
      } },
"withdraw_application":
{ Args: { "application_id": string }; Returns: {
              "applicant_id": string,
"closed_at": string | null,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision_reason": string | null,
"employer": string | null,
"has_pets": boolean,
"id": string,
"income_band": Database["public"]['Enums']["income_band"] | null,
"listing_id": string,
"move_in_on": string | null,
"note": string | null,
"occupation": string | null,
"org_id": string,
"review_asked_at": string | null,
"review_reason": string | null,
"status": Database["public"]['Enums']["application_status"],
"submitted_at": string | null,
"term_months": number | null,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "applications"
        isOneToOne: true
        isSetofReturn: false
      } },
"withdraw_deposit_return":
{ Args: { "reason": string,"return_id": string }; Returns: {
              "amount_kobo": number,
"answer_by": string,
"bank_reference": string | null,
"client_id": string,
"created_at": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"document_id": string | null,
"id": string,
"is_booked": boolean,
"method": Database["public"]['Enums']["deposit_return_method"],
"org_id": string,
"recorded_by": string | null,
"reference_key": string | null,
"returned_on": string,
"status": Database["public"]['Enums']["deposit_return_status"],
"tenancy_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "deposit_returns"
        isOneToOne: true
        isSetofReturn: false
      } },
"withdraw_letter":
{ Args: { "letter_id": string,"reason": string }; Returns: {
              "letter_id": string,
"org_id": string,
"reason": string,
"withdrawn_at": string,
"withdrawn_by": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "letter_withdrawals"
        isOneToOne: true
        isSetofReturn: false
      } },
"withdraw_notice":
{ Args: { "tenancy_id": string }; Returns: {
              "advance_periods": number,
"created_at": string,
"created_by": string | null,
"currency": string,
"ended_on": string | null,
"ends_on": string,
"evidence": string | null,
"hold_id": string | null,
"id": string,
"is_in_force": boolean,
"mandate_id": string | null,
"nature": Database["public"]['Enums']["tenancy_nature"],
"nature_reason": string | null,
"notice_days": number | null,
"org_id": string,
"parent_id": string | null,
"rent_kobo": number,
"rent_per": Database["public"]['Enums']["price_period"],
"starts_on": string,
"status": Database["public"]['Enums']["tenancy_status"],
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "tenancies"
        isOneToOne: true
        isSetofReturn: false
      } },
"withdraw_offer":
{ Args: { "offer_id": string,"reason"?: string }; Returns: {
              "accepted_round": number | null,
"application_id": string | null,
"created_at": string,
"decided_by": string | null,
"decision_reason": string | null,
"expires_at": string,
"hold_id": string | null,
"id": string,
"listing_id": string,
"offeror_id": string | null,
"org_id": string,
"price_per": Database["public"]['Enums']["price_period"],
"purpose": Database["public"]['Enums']["listing_purpose"],
"round": number,
"status": Database["public"]['Enums']["offer_status"],
"tenancy_id": string | null,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "offers"
        isOneToOne: true
        isSetofReturn: false
      } },
"withdraw_payout":
{ Args: { "payout_id": string,"reason": string }; Returns: {
              "amount_kobo": number,
"client_id": string,
"created_at": string,
"currency": string,
"decided_at": string | null,
"decided_by": string | null,
"decision": string | null,
"failure_reason": string | null,
"fee_kobo": number | null,
"id": string,
"is_sole": boolean,
"mandate_id": string | null,
"note": string | null,
"org_id": string,
"paid_at": string | null,
"payee_account_id": string,
"payee_org_id": string,
"provider": Database["public"]['Enums']["payment_method"],
"provider_transfer_id": string | null,
"reference": string,
"requested_by": string | null,
"sent_at": string | null,
"status": Database["public"]['Enums']["payout_status"],
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "payouts"
        isOneToOne: true
        isSetofReturn: false
      } },
"withdraw_refund":
{ Args: { "reason": string,"refund_id": string }; Returns: {
              "amount_kobo": number,
"approved_alone": boolean,
"approved_at": string | null,
"approved_by": string | null,
"charge_id": string | null,
"client_id": string | null,
"created_at": string,
"decision": string | null,
"document_id": string | null,
"drops_charges": boolean,
"excess_kobo": number,
"failure_reason": string | null,
"id": string,
"method": Database["public"]['Enums']["payment_method"],
"org_id": string,
"paid_by": string | null,
"paid_note": string | null,
"paid_on": string | null,
"paid_reference": string | null,
"payment_id": string,
"provider_refund_id": string | null,
"reason": string,
"requested_by": string | null,
"same_as": string | null,
"sent_at": string | null,
"status": Database["public"]['Enums']["refund_status"],
"subject_id": string,
"updated_at": string,
"way": Database["public"]['Enums']["refund_way"]
            }
                          SetofOptions: {
        from: "*"
        to: "refunds"
        isOneToOne: true
        isSetofReturn: false
      } },
"withdraw_statutory_notice":
{ Args: { "notice_id": string,"reason": string }; Returns: {
              "notice_id": string,
"org_id": string,
"reason": string,
"withdrawn_at": string,
"withdrawn_by": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "notice_withdrawals"
        isOneToOne: true
        isSetofReturn: false
      } },
"withdraw_verification":
{ Args: { "case_id": string }; Returns: {
              "bank_code": string | null,
"consent_id": string,
"created_at": string,
"decision": string | null,
"expires_at": string | null,
"first_name": string,
"id": string,
"kind": Database["public"]['Enums']["verification_kind"],
"last_four": string | null,
"last_name": string,
"licence_number": string | null,
"licensed_by": string | null,
"next_try_at": string | null,
"status": Database["public"]['Enums']["verification_status"],
"tries": number,
"updated_at": string,
"user_id": string,
"verified_at": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "verification_cases"
        isOneToOne: true
        isSetofReturn: false
      } }
          }
          Enums: {
            "act_fault": "changed"|"missing"|"unsealed"|"broken_link"|"gap"|"cut_off"|"unlike_copy","alert_frequency": "instant"|"daily","alert_state": "pending"|"notified","appeal_subject": "listing"|"organization"|"person","application_document_kind": "employment_letter"|"payslip"|"bank_statement"|"reference"|"identity"|"other","application_fee_kind": "processing"|"viewing"|"credit_check"|"reference_check"|"legal_review","application_status": "draft"|"submitted"|"shortlisted"|"offered"|"accepted"|"converted"|"declined"|"withdrawn"|"expired"|"under_review","authorization_status": "usable"|"removed"|"refused","autopay_pause": "card_removed"|"card_refused"|"card_expired"|"declined"|"card_lost","autopay_plan_status": "announced"|"trying"|"waiting_for_payer"|"taken"|"skipped"|"over_limit"|"given_up"|"dropped","autopay_status": "on"|"paused"|"ended","charge_kind": "rent"|"service_charge"|"caution_deposit"|"agency_fee"|"legal_fee"|"utility"|"penalty"|"other"|"sale_deposit"|"sale_balance"|"application_fee"|"agreement_fee"|"damage","chat_warning": "account_number"|"phone_number"|"pay_directly","consent_purpose": "save_authorization"|"autopay"|"verify_bank_account"|"verify_bvn"|"verify_nin"|"verify_agent_licence","deduction_dispute_status": "open"|"answered"|"accepted"|"disagreed"|"withdrawn","delivery_status": "queued"|"sending"|"unknown"|"sent"|"delivered"|"failed"|"suppressed","deposit_return_method": "bank_transfer"|"cash"|"cheque","deposit_return_status": "recorded"|"confirmed"|"disputed"|"reversed","direct_settlement_status": "requested"|"approved"|"active"|"failed"|"declined"|"withdrawn"|"ended","dispute_answer": "accept"|"contest","dispute_status": "open"|"answered"|"won"|"lost","document_kind": "agreement"|"notice"|"letter"|"receipt_copy"|"insurance"|"permit"|"identity"|"inventory"|"other","enquiry_status": "new"|"answered"|"closed","erasure_decision": "erase"|"hold","feature": "parking"|"security"|"gated"|"borehole"|"water_treatment"|"prepaid_meter"|"generator"|"inverter"|"solar"|"air_conditioning"|"fitted_kitchen"|"wardrobes"|"balcony"|"boys_quarters"|"garden"|"swimming_pool"|"gym"|"elevator"|"internet"|"serviced"|"pets_allowed"|"waterfront"|"all_rooms_ensuite"|"cctv","fee_party": "occupier"|"owner","fee_payer": "owner"|"tenant"|"buyer","guarantor_status": "named"|"confirmed"|"declined","handover_side": "passed_on"|"taken_over","held_right": "possession"|"title","history_consent_status": "requested"|"granted"|"declined"|"revoked"|"expired","hold_reason": "payment"|"offer"|"tenancy"|"shortlet"|"sale","hold_status": "active"|"released"|"expired","household_age": "adult"|"child","income_band": "under_1m"|"1m_to_3m"|"3m_to_6m"|"6m_to_12m"|"12m_to_25m"|"25m_to_50m"|"50m_and_over","inspection_kind": "move_in"|"move_out"|"routine","inspection_outcome": "agreed"|"disputed","inspection_side": "owner"|"tenant","inspection_status": "draft"|"ready"|"signed"|"disputed"|"cancelled","invitation_kind": "member"|"tenant","invitation_status": "pending"|"accepted"|"revoked"|"expired","item_condition": "good"|"fair"|"poor"|"damaged"|"missing","ledger_account_kind": "tenant_receivable"|"rent_income"|"service_charge_held"|"deposits_held"|"fee_income"|"other_income"|"provider_clearing"|"provider_fees"|"bank"|"tenant_credit"|"buyer_receivable"|"sale_held"|"sale_income"|"applicant_receivable"|"tax_credits"|"handover_due"|"principal_payable"|"agent_receivable"|"agency_fees"|"platform_fees"|"platform_payable"|"paid_to_bank","ledger_entry_kind": "charge"|"payment"|"sale_closed"|"payment_reversed"|"credit_drawn"|"deposit_handed_over"|"handover_settled"|"deposit_returned"|"deposit_return_reversed"|"refund"|"chargeback"|"payout"|"payout_reversed"|"collection"|"collection_reversed"|"collection_returned"|"remittance"|"remittance_reversed"|"platform_fee"|"platform_fee_returned"|"platform_fee_collected"|"split"|"split_reversed"|"split_cleared","legal_certainty": "law"|"guidance"|"bill","legal_rule_key": "advance_rent_months"|"agency_fee_bps"|"payer_is_who_engaged"|"sitting_advance_months_monthly"|"sitting_advance_months_yearly"|"late_fee_bps"|"rent_relief_bps"|"rent_relief_most_kobo"|"application_fee_most_kobo"|"application_fee_refundable","listing_fee_kind": "agency"|"legal"|"agreement"|"caution_deposit"|"service_charge"|"inspection"|"other","listing_purpose": "rent"|"sale"|"shortlet","listing_status": "draft"|"pending_review"|"published"|"paused"|"stale"|"reserved"|"under_offer"|"let"|"sold"|"closed"|"suspended","locale": "en"|"pcm"|"yo"|"ha"|"ig","location_precision": "exact"|"street"|"area","look_purpose": "support"|"safety"|"payments"|"verification"|"law","mandate_scope": "list"|"show"|"collect"|"sign","mandate_status": "offered"|"active"|"declined"|"withdrawn"|"revoked"|"ended","member_role": "owner"|"manager"|"accountant"|"agent","message_channel": "sms"|"email","message_mode": "off"|"daily"|"at_once","message_purpose": "otp"|"transactional"|"announcement","notice_end_rule": "on_or_after_term"|"any_day"|"eve_of_period","notice_form": "quit"|"recovery"|"abandoned"|"inspection","offer_side": "offeror"|"owner","offer_status": "open"|"accepted"|"declined"|"withdrawn"|"expired"|"lapsed"|"converted","offline_payment_source": "payer"|"payee"|"statement","offline_payment_status": "submitted"|"needs_more"|"recorded"|"disputed"|"confirmed"|"rejected"|"expired"|"reversed","organization_kind": "owner"|"manager"|"agency"|"developer","payee_account_status": "proposed"|"approved"|"declined"|"retired","payee_name_check": "not_checked"|"matches"|"differs"|"unclear","payment_exception_kind": "bad_signature"|"unknown_reference"|"amount_mismatch"|"currency_mismatch"|"environment_mismatch"|"overpaid"|"malformed_event"|"gave_up"|"books_differ"|"offline_disputed"|"offline_taken_back"|"paper_not_made"|"duplicate_transaction"|"unsettled"|"missing_at_provider"|"fees_mismatch"|"settlement_mismatch"|"money_going_back"|"paid_former_owner"|"balance_mismatch"|"deposit_return_disputed"|"credit_after_end"|"refund_unclear"|"refund_stuck"|"foreign_refund"|"answer_not_sent"|"payout_attention"|"payout_waits"|"cannot_open"|"refund_overdue"|"split_differs"|"split_refused"|"subaccount_unclear"|"payee_in_debt"|"split_unread","payment_method": "paystack"|"flutterwave"|"bank_transfer"|"cash"|"cheque"|"pos"|"deposit"|"withholding_tax","payment_status": "created"|"pending"|"succeeded"|"failed"|"abandoned"|"needs_review"|"reversed","payout_status": "requested"|"approved"|"sending"|"pending"|"paid"|"failed"|"reversed"|"needs_attention"|"declined"|"withdrawn","platform_fee_scope": "split"|"online"|"all","platform_move_kind": "taken"|"given_back"|"collected","price_period": "year"|"half_year"|"quarter"|"month"|"week"|"night"|"total","principal_move_kind": "collected"|"collection_reversed"|"collection_returned"|"remitted"|"remittance_reversed","property_kind": "estate"|"building"|"house"|"land","property_use": "residential"|"commercial"|"mixed","receipt_kind": "rent"|"deposit"|"service_charge"|"other"|"sale","refund_status": "requested"|"approved"|"sending"|"pending"|"succeeded"|"failed"|"needs_attention"|"declined"|"withdrawn","refund_way": "provider"|"by_hand","report_decision": "dismissed"|"warned"|"removed"|"suspended","report_reason": "scam"|"harassment"|"discrimination"|"spam"|"other"|"not_there"|"wrong_facts","report_subject": "listing"|"person","return_kind": "refund"|"chargeback","review_decision": "approve"|"return"|"suspend"|"restore","sale_role": "seller"|"buyer"|"seller_agent"|"seller_solicitor"|"buyer_solicitor","sale_status": "agreed"|"contract_signed"|"closed"|"fallen_through","search_order": "distance"|"price"|"price_desc"|"newest"|"move_in"|"move_in_desc","search_role": "means"|"ignored"|"number"|"times"|"bedrooms"|"bathrooms"|"at_most"|"at_least"|"up_to"|"alternatively"|"per"|"money"|"street","service_mode": "personal"|"adult_at_premises"|"courier"|"affixed"|"app"|"email"|"sms","state_machine": "listing"|"unit_hold"|"tenancy"|"payment"|"invitation"|"mandate"|"enquiry"|"viewing"|"application"|"offer"|"sale"|"inspection"|"title_document"|"offline_payment"|"deposit_return"|"deduction_dispute"|"refund"|"dispute"|"payee_account"|"payout"|"direct_settlement"|"verification","statement_date_order": "day_first"|"month_first","tenancy_nature": "at_will"|"weekly"|"monthly"|"quarterly"|"half_yearly"|"yearly"|"fixed"|"licence","tenancy_status": "draft"|"offered"|"active"|"notice_given"|"holding_over"|"ended"|"cancelled"|"passed_on","title_document_kind": "certificate_of_occupancy"|"governors_consent"|"deed_of_assignment"|"registered_survey"|"excision_gazette"|"family_receipt"|"power_of_attorney"|"probate"|"building_approval","title_document_status": "unseen"|"copy_seen"|"searched_clean"|"searched_adverse","trust_act": "publish"|"collect"|"acknowledge_cash"|"pay_out"|"sign","trust_level": "none"|"contact"|"bank"|"identity","unit_kind": "room"|"self_contain"|"mini_flat"|"flat"|"maisonette"|"bungalow"|"terrace"|"semi_detached"|"detached"|"shop"|"office"|"warehouse"|"plot","verification_decision": "verified"|"rejected"|"moved"|"ask_again"|"withdrawn","verification_kind": "phone"|"email"|"bank_account"|"bvn"|"nin"|"vnin"|"agent_licence","verification_status": "consented"|"submitted"|"provider_pending"|"manual_review"|"verified"|"failed"|"rejected"|"appealed"|"expired"|"revoked","viewing_status": "booked"|"cancelled"|"attended"|"missed","virtual_account_status": "wanted"|"open"|"refused"
          }
          CompositeTypes: {
            "new_guarantee": {
                        "guarantor_id": string | null,"token": string | null,"expires_at": string | null
                      },"new_invitation": {
                        "id": string | null,"token": string | null,"expires_at": string | null
                      }
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            "act_fault": ["changed", "missing", "unsealed", "broken_link", "gap", "cut_off", "unlike_copy"],"alert_frequency": ["instant", "daily"],"alert_state": ["pending", "notified"],"appeal_subject": ["listing", "organization", "person"],"application_document_kind": ["employment_letter", "payslip", "bank_statement", "reference", "identity", "other"],"application_fee_kind": ["processing", "viewing", "credit_check", "reference_check", "legal_review"],"application_status": ["draft", "submitted", "shortlisted", "offered", "accepted", "converted", "declined", "withdrawn", "expired", "under_review"],"authorization_status": ["usable", "removed", "refused"],"autopay_pause": ["card_removed", "card_refused", "card_expired", "declined", "card_lost"],"autopay_plan_status": ["announced", "trying", "waiting_for_payer", "taken", "skipped", "over_limit", "given_up", "dropped"],"autopay_status": ["on", "paused", "ended"],"charge_kind": ["rent", "service_charge", "caution_deposit", "agency_fee", "legal_fee", "utility", "penalty", "other", "sale_deposit", "sale_balance", "application_fee", "agreement_fee", "damage"],"chat_warning": ["account_number", "phone_number", "pay_directly"],"consent_purpose": ["save_authorization", "autopay", "verify_bank_account", "verify_bvn", "verify_nin", "verify_agent_licence"],"deduction_dispute_status": ["open", "answered", "accepted", "disagreed", "withdrawn"],"delivery_status": ["queued", "sending", "unknown", "sent", "delivered", "failed", "suppressed"],"deposit_return_method": ["bank_transfer", "cash", "cheque"],"deposit_return_status": ["recorded", "confirmed", "disputed", "reversed"],"direct_settlement_status": ["requested", "approved", "active", "failed", "declined", "withdrawn", "ended"],"dispute_answer": ["accept", "contest"],"dispute_status": ["open", "answered", "won", "lost"],"document_kind": ["agreement", "notice", "letter", "receipt_copy", "insurance", "permit", "identity", "inventory", "other"],"enquiry_status": ["new", "answered", "closed"],"erasure_decision": ["erase", "hold"],"feature": ["parking", "security", "gated", "borehole", "water_treatment", "prepaid_meter", "generator", "inverter", "solar", "air_conditioning", "fitted_kitchen", "wardrobes", "balcony", "boys_quarters", "garden", "swimming_pool", "gym", "elevator", "internet", "serviced", "pets_allowed", "waterfront", "all_rooms_ensuite", "cctv"],"fee_party": ["occupier", "owner"],"fee_payer": ["owner", "tenant", "buyer"],"guarantor_status": ["named", "confirmed", "declined"],"handover_side": ["passed_on", "taken_over"],"held_right": ["possession", "title"],"history_consent_status": ["requested", "granted", "declined", "revoked", "expired"],"hold_reason": ["payment", "offer", "tenancy", "shortlet", "sale"],"hold_status": ["active", "released", "expired"],"household_age": ["adult", "child"],"income_band": ["under_1m", "1m_to_3m", "3m_to_6m", "6m_to_12m", "12m_to_25m", "25m_to_50m", "50m_and_over"],"inspection_kind": ["move_in", "move_out", "routine"],"inspection_outcome": ["agreed", "disputed"],"inspection_side": ["owner", "tenant"],"inspection_status": ["draft", "ready", "signed", "disputed", "cancelled"],"invitation_kind": ["member", "tenant"],"invitation_status": ["pending", "accepted", "revoked", "expired"],"item_condition": ["good", "fair", "poor", "damaged", "missing"],"ledger_account_kind": ["tenant_receivable", "rent_income", "service_charge_held", "deposits_held", "fee_income", "other_income", "provider_clearing", "provider_fees", "bank", "tenant_credit", "buyer_receivable", "sale_held", "sale_income", "applicant_receivable", "tax_credits", "handover_due", "principal_payable", "agent_receivable", "agency_fees", "platform_fees", "platform_payable", "paid_to_bank"],"ledger_entry_kind": ["charge", "payment", "sale_closed", "payment_reversed", "credit_drawn", "deposit_handed_over", "handover_settled", "deposit_returned", "deposit_return_reversed", "refund", "chargeback", "payout", "payout_reversed", "collection", "collection_reversed", "collection_returned", "remittance", "remittance_reversed", "platform_fee", "platform_fee_returned", "platform_fee_collected", "split", "split_reversed", "split_cleared"],"legal_certainty": ["law", "guidance", "bill"],"legal_rule_key": ["advance_rent_months", "agency_fee_bps", "payer_is_who_engaged", "sitting_advance_months_monthly", "sitting_advance_months_yearly", "late_fee_bps", "rent_relief_bps", "rent_relief_most_kobo", "application_fee_most_kobo", "application_fee_refundable"],"listing_fee_kind": ["agency", "legal", "agreement", "caution_deposit", "service_charge", "inspection", "other"],"listing_purpose": ["rent", "sale", "shortlet"],"listing_status": ["draft", "pending_review", "published", "paused", "stale", "reserved", "under_offer", "let", "sold", "closed", "suspended"],"locale": ["en", "pcm", "yo", "ha", "ig"],"location_precision": ["exact", "street", "area"],"look_purpose": ["support", "safety", "payments", "verification", "law"],"mandate_scope": ["list", "show", "collect", "sign"],"mandate_status": ["offered", "active", "declined", "withdrawn", "revoked", "ended"],"member_role": ["owner", "manager", "accountant", "agent"],"message_channel": ["sms", "email"],"message_mode": ["off", "daily", "at_once"],"message_purpose": ["otp", "transactional", "announcement"],"notice_end_rule": ["on_or_after_term", "any_day", "eve_of_period"],"notice_form": ["quit", "recovery", "abandoned", "inspection"],"offer_side": ["offeror", "owner"],"offer_status": ["open", "accepted", "declined", "withdrawn", "expired", "lapsed", "converted"],"offline_payment_source": ["payer", "payee", "statement"],"offline_payment_status": ["submitted", "needs_more", "recorded", "disputed", "confirmed", "rejected", "expired", "reversed"],"organization_kind": ["owner", "manager", "agency", "developer"],"payee_account_status": ["proposed", "approved", "declined", "retired"],"payee_name_check": ["not_checked", "matches", "differs", "unclear"],"payment_exception_kind": ["bad_signature", "unknown_reference", "amount_mismatch", "currency_mismatch", "environment_mismatch", "overpaid", "malformed_event", "gave_up", "books_differ", "offline_disputed", "offline_taken_back", "paper_not_made", "duplicate_transaction", "unsettled", "missing_at_provider", "fees_mismatch", "settlement_mismatch", "money_going_back", "paid_former_owner", "balance_mismatch", "deposit_return_disputed", "credit_after_end", "refund_unclear", "refund_stuck", "foreign_refund", "answer_not_sent", "payout_attention", "payout_waits", "cannot_open", "refund_overdue", "split_differs", "split_refused", "subaccount_unclear", "payee_in_debt", "split_unread"],"payment_method": ["paystack", "flutterwave", "bank_transfer", "cash", "cheque", "pos", "deposit", "withholding_tax"],"payment_status": ["created", "pending", "succeeded", "failed", "abandoned", "needs_review", "reversed"],"payout_status": ["requested", "approved", "sending", "pending", "paid", "failed", "reversed", "needs_attention", "declined", "withdrawn"],"platform_fee_scope": ["split", "online", "all"],"platform_move_kind": ["taken", "given_back", "collected"],"price_period": ["year", "half_year", "quarter", "month", "week", "night", "total"],"principal_move_kind": ["collected", "collection_reversed", "collection_returned", "remitted", "remittance_reversed"],"property_kind": ["estate", "building", "house", "land"],"property_use": ["residential", "commercial", "mixed"],"receipt_kind": ["rent", "deposit", "service_charge", "other", "sale"],"refund_status": ["requested", "approved", "sending", "pending", "succeeded", "failed", "needs_attention", "declined", "withdrawn"],"refund_way": ["provider", "by_hand"],"report_decision": ["dismissed", "warned", "removed", "suspended"],"report_reason": ["scam", "harassment", "discrimination", "spam", "other", "not_there", "wrong_facts"],"report_subject": ["listing", "person"],"return_kind": ["refund", "chargeback"],"review_decision": ["approve", "return", "suspend", "restore"],"sale_role": ["seller", "buyer", "seller_agent", "seller_solicitor", "buyer_solicitor"],"sale_status": ["agreed", "contract_signed", "closed", "fallen_through"],"search_order": ["distance", "price", "price_desc", "newest", "move_in", "move_in_desc"],"search_role": ["means", "ignored", "number", "times", "bedrooms", "bathrooms", "at_most", "at_least", "up_to", "alternatively", "per", "money", "street"],"service_mode": ["personal", "adult_at_premises", "courier", "affixed", "app", "email", "sms"],"state_machine": ["listing", "unit_hold", "tenancy", "payment", "invitation", "mandate", "enquiry", "viewing", "application", "offer", "sale", "inspection", "title_document", "offline_payment", "deposit_return", "deduction_dispute", "refund", "dispute", "payee_account", "payout", "direct_settlement", "verification"],"statement_date_order": ["day_first", "month_first"],"tenancy_nature": ["at_will", "weekly", "monthly", "quarterly", "half_yearly", "yearly", "fixed", "licence"],"tenancy_status": ["draft", "offered", "active", "notice_given", "holding_over", "ended", "cancelled", "passed_on"],"title_document_kind": ["certificate_of_occupancy", "governors_consent", "deed_of_assignment", "registered_survey", "excision_gazette", "family_receipt", "power_of_attorney", "probate", "building_approval"],"title_document_status": ["unseen", "copy_seen", "searched_clean", "searched_adverse"],"trust_act": ["publish", "collect", "acknowledge_cash", "pay_out", "sign"],"trust_level": ["none", "contact", "bank", "identity"],"unit_kind": ["room", "self_contain", "mini_flat", "flat", "maisonette", "bungalow", "terrace", "semi_detached", "detached", "shop", "office", "warehouse", "plot"],"verification_decision": ["verified", "rejected", "moved", "ask_again", "withdrawn"],"verification_kind": ["phone", "email", "bank_account", "bvn", "nin", "vnin", "agent_licence"],"verification_status": ["consented", "submitted", "provider_pending", "manual_review", "verified", "failed", "rejected", "appealed", "expired", "revoked"],"viewing_status": ["booked", "cancelled", "attended", "missed"],"virtual_account_status": ["wanted", "open", "refused"]
          }
        }
} as const
