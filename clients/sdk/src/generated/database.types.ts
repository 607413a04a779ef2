export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "areas": {
                  Row: {
                    "aliases": (string)[],"boundary": unknown,"created_at": string,"id": string,"name": string,"state": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "aliases"?: (string)[],"boundary"?: unknown,"created_at"?: string,"id"?: string,"name": string,"state": string,"updated_at"?: string
                  }
                  Update: {
                    "aliases"?: (string)[],"boundary"?: unknown,"created_at"?: string,"id"?: string,"name"?: string,"state"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"charge_schedules": {
                  Row: {
                    "amount_kobo": number,"created_at": string,"every": string,"first_on": string,"id": string,"kind": Database["public"]['Enums']["charge_kind"],"org_id": string,"tenancy_id": string,"until_on": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"created_at"?: string,"every": string,"first_on": string,"id"?: string,"kind": Database["public"]['Enums']["charge_kind"],"org_id": string,"tenancy_id": string,"until_on": string
                  }
                  Update: {
                    "amount_kobo"?: number,"created_at"?: string,"every"?: string,"first_on"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["charge_kind"],"org_id"?: string,"tenancy_id"?: string,"until_on"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "charge_schedules_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"charges": {
                  Row: {
                    "amount_kobo": number,"created_at": string,"currency": string,"description": string,"due_on": string,"id": string,"kind": Database["public"]['Enums']["charge_kind"],"org_id": string,"period": unknown,"reverses_id": string | null,"schedule_id": string | null,"slot_no": number,"tenancy_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"created_at"?: string,"currency"?: string,"description": string,"due_on": string,"id"?: string,"kind": Database["public"]['Enums']["charge_kind"],"org_id": string,"period"?: unknown,"reverses_id"?: string | null,"schedule_id"?: string | null,"slot_no"?: number,"tenancy_id": string
                  }
                  Update: {
                    "amount_kobo"?: number,"created_at"?: string,"currency"?: string,"description"?: string,"due_on"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["charge_kind"],"org_id"?: string,"period"?: unknown,"reverses_id"?: string | null,"schedule_id"?: string | null,"slot_no"?: number,"tenancy_id"?: string
                  }
                  Relationships: [
                    {
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
      foreignKeyName: "charges_org_id_schedule_id_fkey"
      columns: ["org_id","schedule_id"]
isOneToOne: false
      referencedRelation: "charge_schedules"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "charges_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"conversations": {
                  Row: {
                    "created_at": string,"id": string,"last_message_at": string | null,"listing_id": string | null,"opened_by": string,"org_id": string,"tenancy_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"last_message_at"?: string | null,"listing_id"?: string | null,"opened_by": string,"org_id": string,"tenancy_id"?: string | null
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"last_message_at"?: string | null,"listing_id"?: string | null,"opened_by"?: string,"org_id"?: string,"tenancy_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversations_opened_by_fkey"
      columns: ["opened_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
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
      foreignKeyName: "conversations_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
    }
                  ]
                },"favourites": {
                  Row: {
                    "created_at": string,"listing_id": string,"note": string | null,"price_kobo": number,"price_per": Database["public"]['Enums']["price_period"],"title": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"listing_id": string,"note"?: string | null,"price_kobo": number,"price_per": Database["public"]['Enums']["price_period"],"title": string,"user_id"?: string
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
                },"listing_fees": {
                  Row: {
                    "amount_kobo": number | null,"bps": number | null,"created_at": string,"engaged_by": Database["public"]['Enums']["fee_party"] | null,"id": string,"is_refundable": boolean,"kind": Database["public"]['Enums']["listing_fee_kind"],"listing_id": string,"note": string | null,"org_id": string,"payer": Database["public"]['Enums']["fee_party"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo"?: number | null,"bps"?: number | null,"created_at"?: string,"engaged_by"?: Database["public"]['Enums']["fee_party"] | null,"id"?: string,"is_refundable"?: boolean,"kind": Database["public"]['Enums']["listing_fee_kind"],"listing_id": string,"note"?: string | null,"org_id": string,"payer": Database["public"]['Enums']["fee_party"],"updated_at"?: string
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
                    "alt_text": string,"color": string | null,"created_at": string,"created_by": string,"height": number,"id": string,"is_public": boolean,"listing_id": string,"org_id": string,"position": number,"sha256": string,"sizes": NonNullable<Json>,"upload_path": string,"width": number
                  }
                  ComputedFields: never
                  Insert: {
                    "alt_text"?: string,"color"?: string | null,"created_at"?: string,"created_by": string,"height": number,"id"?: string,"is_public"?: boolean,"listing_id": string,"org_id": string,"position": number,"sha256": string,"sizes": NonNullable<Json>,"upload_path": string,"width": number
                  }
                  Update: {
                    "alt_text"?: string,"color"?: string | null,"created_at"?: string,"created_by"?: string,"height"?: number,"id"?: string,"is_public"?: boolean,"listing_id"?: string,"org_id"?: string,"position"?: number,"sha256"?: string,"sizes"?: NonNullable<Json>,"upload_path"?: string,"width"?: number
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
                    "advance_periods": number,"area": string,"bathrooms": number,"bedrooms": number,"confirm_by": string | null,"created_at": string,"currency": string,"description": string,"features": (Database["public"]['Enums']["feature"])[],"id": string,"is_furnished": boolean,"is_verified": boolean,"kind": Database["public"]['Enums']["unit_kind"],"lga": string,"location": unknown,"maximum_nights": number | null,"minimum_nights": number | null,"org_id": string,"price_kobo": number,"price_per": Database["public"]['Enums']["price_period"],"published_at": string | null,"purpose": Database["public"]['Enums']["listing_purpose"],"state": string,"status": Database["public"]['Enums']["listing_status"],"title": string,"unit_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "advance_periods"?: number,"area": string,"bathrooms": number,"bedrooms": number,"confirm_by"?: string | null,"created_at"?: string,"currency"?: string,"description"?: string,"features"?: (Database["public"]['Enums']["feature"])[],"id"?: string,"is_furnished"?: boolean,"is_verified"?: boolean,"kind": Database["public"]['Enums']["unit_kind"],"lga": string,"location": unknown,"maximum_nights"?: number | null,"minimum_nights"?: number | null,"org_id": string,"price_kobo": number,"price_per": Database["public"]['Enums']["price_period"],"published_at"?: string | null,"purpose": Database["public"]['Enums']["listing_purpose"],"state": string,"status"?: Database["public"]['Enums']["listing_status"],"title": string,"unit_id": string,"updated_at"?: string
                  }
                  Update: {
                    "advance_periods"?: number,"area"?: string,"bathrooms"?: number,"bedrooms"?: number,"confirm_by"?: string | null,"created_at"?: string,"currency"?: string,"description"?: string,"features"?: (Database["public"]['Enums']["feature"])[],"id"?: string,"is_furnished"?: boolean,"is_verified"?: boolean,"kind"?: Database["public"]['Enums']["unit_kind"],"lga"?: string,"location"?: unknown,"maximum_nights"?: number | null,"minimum_nights"?: number | null,"org_id"?: string,"price_kobo"?: number,"price_per"?: Database["public"]['Enums']["price_period"],"published_at"?: string | null,"purpose"?: Database["public"]['Enums']["listing_purpose"],"state"?: string,"status"?: Database["public"]['Enums']["listing_status"],"title"?: string,"unit_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
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
                },"messages": {
                  Row: {
                    "body": string,"client_id": string,"conversation_id": string,"created_at": string,"id": string,"org_id": string,"sender_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"client_id": string,"conversation_id": string,"created_at"?: string,"id"?: string,"org_id": string,"sender_id"?: string
                  }
                  Update: {
                    "body"?: string,"client_id"?: string,"conversation_id"?: string,"created_at"?: string,"id"?: string,"org_id"?: string,"sender_id"?: string
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
                },"notifications": {
                  Row: {
                    "created_at": string,"id": string,"kind": string,"payload": NonNullable<Json>,"read_at": string | null,"subject_id": string,"title": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"kind": string,"payload"?: NonNullable<Json>,"read_at"?: string | null,"subject_id": string,"title": string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"kind"?: string,"payload"?: NonNullable<Json>,"read_at"?: string | null,"subject_id"?: string,"title"?: string,"user_id"?: string
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
                },"organizations": {
                  Row: {
                    "address": string,"created_at": string,"created_by": string | null,"currency": string,"id": string,"kind": Database["public"]['Enums']["organization_kind"],"name": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "address": string,"created_at"?: string,"created_by"?: string | null,"currency"?: string,"id"?: string,"kind": Database["public"]['Enums']["organization_kind"],"name": string,"updated_at"?: string
                  }
                  Update: {
                    "address"?: string,"created_at"?: string,"created_by"?: string | null,"currency"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["organization_kind"],"name"?: string,"updated_at"?: string
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
                },"payment_exceptions": {
                  Row: {
                    "details": NonNullable<Json>,"fingerprint": string,"first_seen_at": string,"id": string,"kind": Database["public"]['Enums']["payment_exception_kind"],"last_seen_at": string,"payment_id": string | null,"provider": Database["public"]['Enums']["payment_method"],"reference": string | null,"resolution": string | null,"resolved_at": string | null,"times_seen": number
                  }
                  ComputedFields: never
                  Insert: {
                    "details"?: NonNullable<Json>,"fingerprint": string,"first_seen_at"?: string,"id"?: string,"kind": Database["public"]['Enums']["payment_exception_kind"],"last_seen_at"?: string,"payment_id"?: string | null,"provider": Database["public"]['Enums']["payment_method"],"reference"?: string | null,"resolution"?: string | null,"resolved_at"?: string | null,"times_seen"?: number
                  }
                  Update: {
                    "details"?: NonNullable<Json>,"fingerprint"?: string,"first_seen_at"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["payment_exception_kind"],"last_seen_at"?: string,"payment_id"?: string | null,"provider"?: Database["public"]['Enums']["payment_method"],"reference"?: string | null,"resolution"?: string | null,"resolved_at"?: string | null,"times_seen"?: number
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
                    "amount_kobo": number,"charge_id": string,"org_id": string,"payment_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"charge_id": string,"org_id": string,"payment_id": string
                  }
                  Update: {
                    "amount_kobo"?: number,"charge_id"?: string,"org_id"?: string,"payment_id"?: string
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
                },"payments": {
                  Row: {
                    "amount_kobo": number,"channel": string | null,"checkout_url": string | null,"created_at": string,"currency": string,"failure_reason": string | null,"id": string,"method": Database["public"]['Enums']["payment_method"],"org_id": string,"paid_at": string | null,"payer_id": string | null,"provider_fees_kobo": number | null,"provider_transaction_id": string | null,"reference": string,"status": Database["public"]['Enums']["payment_status"],"tenancy_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"channel"?: string | null,"checkout_url"?: string | null,"created_at"?: string,"currency"?: string,"failure_reason"?: string | null,"id"?: string,"method": Database["public"]['Enums']["payment_method"],"org_id": string,"paid_at"?: string | null,"payer_id"?: string | null,"provider_fees_kobo"?: number | null,"provider_transaction_id"?: string | null,"reference": string,"status"?: Database["public"]['Enums']["payment_status"],"tenancy_id": string,"updated_at"?: string
                  }
                  Update: {
                    "amount_kobo"?: number,"channel"?: string | null,"checkout_url"?: string | null,"created_at"?: string,"currency"?: string,"failure_reason"?: string | null,"id"?: string,"method"?: Database["public"]['Enums']["payment_method"],"org_id"?: string,"paid_at"?: string | null,"payer_id"?: string | null,"provider_fees_kobo"?: number | null,"provider_transaction_id"?: string | null,"reference"?: string,"status"?: Database["public"]['Enums']["payment_status"],"tenancy_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
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
                    "area": string,"created_at": string,"id": string,"is_verified": boolean,"kind": Database["public"]['Enums']["property_kind"],"landmark": string | null,"lga": string,"location": unknown,"name": string,"org_id": string,"parent_id": string | null,"shown_location": unknown,"state": string,"street": string,"updated_at": string,"use": Database["public"]['Enums']["property_use"]
                  }
                  ComputedFields: never
                  Insert: {
                    "area": string,"created_at"?: string,"id"?: string,"is_verified"?: boolean,"kind": Database["public"]['Enums']["property_kind"],"landmark"?: string | null,"lga": string,"location"?: unknown,"name": string,"org_id": string,"parent_id"?: string | null,"shown_location"?: unknown,"state": string,"street": string,"updated_at"?: string,"use"?: Database["public"]['Enums']["property_use"]
                  }
                  Update: {
                    "area"?: string,"created_at"?: string,"id"?: string,"is_verified"?: boolean,"kind"?: Database["public"]['Enums']["property_kind"],"landmark"?: string | null,"lga"?: string,"location"?: unknown,"name"?: string,"org_id"?: string,"parent_id"?: string | null,"shown_location"?: unknown,"state"?: string,"street"?: string,"updated_at"?: string,"use"?: Database["public"]['Enums']["property_use"]
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
    }
                  ]
                },"receipts": {
                  Row: {
                    "amount_kobo": number,"currency": string,"hash": string,"id": string,"issued_at": string,"items": NonNullable<Json>,"kind": Database["public"]['Enums']["receipt_kind"],"landlord_address": string,"landlord_name": string,"method": Database["public"]['Enums']["payment_method"],"number": string,"org_id": string,"payment_id": string,"payment_reference": string,"period": unknown,"premises": string,"previous_hash": string,"received_on": string,"serial": number,"tenancy_id": string,"tenant_address": string,"tenant_names": string,"year": number
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_kobo": number,"currency": string,"hash": string,"id"?: string,"issued_at"?: string,"items": NonNullable<Json>,"kind": Database["public"]['Enums']["receipt_kind"],"landlord_address": string,"landlord_name": string,"method": Database["public"]['Enums']["payment_method"],"number": string,"org_id": string,"payment_id": string,"payment_reference": string,"period"?: unknown,"premises": string,"previous_hash": string,"received_on": string,"serial": number,"tenancy_id": string,"tenant_address": string,"tenant_names": string,"year": number
                  }
                  Update: {
                    "amount_kobo"?: number,"currency"?: string,"hash"?: string,"id"?: string,"issued_at"?: string,"items"?: NonNullable<Json>,"kind"?: Database["public"]['Enums']["receipt_kind"],"landlord_address"?: string,"landlord_name"?: string,"method"?: Database["public"]['Enums']["payment_method"],"number"?: string,"org_id"?: string,"payment_id"?: string,"payment_reference"?: string,"period"?: unknown,"premises"?: string,"previous_hash"?: string,"received_on"?: string,"serial"?: number,"tenancy_id"?: string,"tenant_address"?: string,"tenant_names"?: string,"year"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "receipts_org_id_payment_id_fkey"
      columns: ["org_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["org_id","id"]
    },{
      foreignKeyName: "receipts_org_id_tenancy_id_fkey"
      columns: ["org_id","tenancy_id"]
isOneToOne: false
      referencedRelation: "tenancies"
      referencedColumns: ["org_id","id"]
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
                },"staff_members": {
                  Row: {
                    "created_at": string,"note": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"note": string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"note"?: string,"user_id"?: string
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
                },"tenancies": {
                  Row: {
                    "advance_periods": number,"created_at": string,"created_by": string | null,"currency": string,"ends_on": string,"hold_id": string,"id": string,"nature": Database["public"]['Enums']["tenancy_nature"],"org_id": string,"rent_kobo": number,"rent_per": Database["public"]['Enums']["price_period"],"starts_on": string,"status": Database["public"]['Enums']["tenancy_status"],"unit_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "advance_periods"?: number,"created_at"?: string,"created_by"?: string | null,"currency"?: string,"ends_on": string,"hold_id": string,"id"?: string,"nature": Database["public"]['Enums']["tenancy_nature"],"org_id": string,"rent_kobo": number,"rent_per": Database["public"]['Enums']["price_period"],"starts_on": string,"status"?: Database["public"]['Enums']["tenancy_status"],"unit_id": string,"updated_at"?: string
                  }
                  Update: {
                    "advance_periods"?: number,"created_at"?: string,"created_by"?: string | null,"currency"?: string,"ends_on"?: string,"hold_id"?: string,"id"?: string,"nature"?: Database["public"]['Enums']["tenancy_nature"],"org_id"?: string,"rent_kobo"?: number,"rent_per"?: Database["public"]['Enums']["price_period"],"starts_on"?: string,"status"?: Database["public"]['Enums']["tenancy_status"],"unit_id"?: string,"updated_at"?: string
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
                },"tenancy_parties": {
                  Row: {
                    "accepted_at": string | null,"created_at": string,"org_id": string,"tenancy_id": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"created_at"?: string,"org_id": string,"tenancy_id": string,"tenant_id": string
                  }
                  Update: {
                    "accepted_at"?: string | null,"created_at"?: string,"org_id"?: string,"tenancy_id"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
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
                    "address": string,"created_at"?: string,"email"?: string | null,"full_name": string,"id"?: string,"org_id": string,"phone"?: string | null,"updated_at"?: string,"user_id"?: string | null
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
                },"unit_holds": {
                  Row: {
                    "created_at": string,"expires_at": string | null,"id": string,"is_block": boolean,"note": string | null,"org_id": string,"period": unknown,"reason": Database["public"]['Enums']["hold_reason"],"status": Database["public"]['Enums']["hold_status"],"unit_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"expires_at"?: string | null,"id"?: string,"is_block"?: boolean,"note"?: string | null,"org_id": string,"period": unknown,"reason": Database["public"]['Enums']["hold_reason"],"status"?: Database["public"]['Enums']["hold_status"],"unit_id": string
                  }
                  Update: {
                    "created_at"?: string,"expires_at"?: string | null,"id"?: string,"is_block"?: boolean,"note"?: string | null,"org_id"?: string,"period"?: unknown,"reason"?: Database["public"]['Enums']["hold_reason"],"status"?: Database["public"]['Enums']["hold_status"],"unit_id"?: string
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
                    "bathrooms"?: number,"bedrooms"?: number,"created_at"?: string,"features"?: (Database["public"]['Enums']["feature"])[],"floor_area_sqm"?: number | null,"id"?: string,"is_furnished"?: boolean,"kind": Database["public"]['Enums']["unit_kind"],"label": string,"org_id": string,"property_id": string,"updated_at"?: string
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
                }
          }
          Views: {
            "charge_balances": {
                  Row: {
                    "amount_kobo": number,"charge_id": string,"due_on": string,"kind": Database["public"]['Enums']["charge_kind"],"open_kobo": number | null,"org_id": string,"paid_kobo": number | null,"period": unknown,"status": string | null,"tenancy_id": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "charges_org_id_tenancy_id_fkey"
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
                },"unit_occupancy": {
                  Row: {
                    "held_for": unknown,"label": string,"org_id": string,"property_id": string,"status": string | null,"unit_id": string
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
"accept_tenancy":
{ Args: { "tenancy_id": string }; Returns: {
              "advance_periods": number,
"created_at": string,
"created_by": string | null,
"currency": string,
"ends_on": string,
"hold_id": string,
"id": string,
"nature": Database["public"]['Enums']["tenancy_nature"],
"org_id": string,
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
"availability":
{ Args: { "from_on": string,"listing_id": string,"until_on": string }; Returns: {
              "taken_from": string,"taken_until": string
            }[]
                           },
"block_dates":
{ Args: { "from_on": string,"note"?: string,"unit_id": string,"until_on": string }; Returns: {
              "created_at": string,
"expires_at": string | null,
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
"create_organization":
{ Args: { "address": string,"kind": Database["public"]['Enums']["organization_kind"],"name": string }; Returns: {
              "address": string,
"created_at": string,
"created_by": string | null,
"currency": string,
"id": string,
"kind": Database["public"]['Enums']["organization_kind"],
"name": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "organizations"
        isOneToOne: true
        isSetofReturn: false
      } },
"end_tenancy":
{ Args: { "reason": string,"tenancy_id": string }; Returns: {
              "advance_periods": number,
"created_at": string,
"created_by": string | null,
"currency": string,
"ends_on": string,
"hold_id": string,
"id": string,
"nature": Database["public"]['Enums']["tenancy_nature"],
"org_id": string,
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
"listing_costs":
{ Args: { "listing_id": string }; Returns: Json
                           },
"listing_facets":
{ Args: { "criteria"?: Json }; Returns: Json
                           },
"listing_tile":
{ Args: { "criteria"?: Json,"x": number,"y": number,"zoom": number }; Returns: Json
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
"maximum_nights": number | null,
"minimum_nights": number | null,
"org_id": string,
"price_kobo": number,
"price_per": Database["public"]['Enums']["price_period"],
"published_at": string | null,
"purpose": Database["public"]['Enums']["listing_purpose"],
"state": string,
"status": Database["public"]['Enums']["listing_status"],
"title": string,
"unit_id": string,
"updated_at": string
            }
                          SetofOptions: {
        from: "*"
        to: "listings"
        isOneToOne: true
        isSetofReturn: false
      } },
"offer_tenancy":
{ Args: { "advance_periods"?: number,"rent_kobo": number,"rent_per"?: Database["public"]['Enums']["price_period"],"starts_on": string,"tenant_ids": (string)[],"term_months"?: number,"unit_id": string }; Returns: {
              "advance_periods": number,
"created_at": string,
"created_by": string | null,
"currency": string,
"ends_on": string,
"hold_id": string,
"id": string,
"nature": Database["public"]['Enums']["tenancy_nature"],
"org_id": string,
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
"open_conversation":
{ Args: { "listing_id"?: string,"tenancy_id"?: string }; Returns: {
              "created_at": string,
"id": string,
"last_message_at": string | null,
"listing_id": string | null,
"opened_by": string,
"org_id": string,
"tenancy_id": string | null
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
"remove_media":
{ Args: { "media_id": string }; Returns: undefined
                           },
"revoke_invitation":
{ Args: { "invitation_id": string,"reason"?: string }; Returns: undefined
                           },
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
"search_listings":
{ Args: { "after"?: string,"criteria"?: Json,"max_results"?: number,"sort_by"?: Database["public"]['Enums']["search_order"] }; Returns: {
              "advance_periods": number,"area": string,"bathrooms": number,"bedrooms": number,"currency": string,"cursor": string,"distance_m": number,"features": (Database["public"]['Enums']["feature"])[],"id": string,"is_furnished": boolean,"is_verified": boolean,"kind": Database["public"]['Enums']["unit_kind"],"latitude": number,"lga": string,"longitude": number,"price_kobo": number,"price_per": Database["public"]['Enums']["price_period"],"published_at": string,"purpose": Database["public"]['Enums']["listing_purpose"],"state": string,"title": string
            }[]
                           },
"suggest_areas":
{ Args: { "max_results"?: number,"typed"?: string }; Returns: {
              "listings": number,"name": string,"state": string
            }[]
                           },
"unblock_dates":
{ Args: { "hold_id": string }; Returns: {
              "created_at": string,
"expires_at": string | null,
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
"verify_receipt":
{ Args: { "receipt_hash": string }; Returns: {
              "amount_kobo": number,"currency": string,"number": string,"period": unknown,"received_on": string,"valid": boolean
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
                           }
          }
          Enums: {
            "alert_frequency": "instant"|"daily","alert_state": "pending"|"notified","charge_kind": "rent"|"service_charge"|"caution_deposit"|"agency_fee"|"legal_fee"|"utility"|"penalty"|"other","feature": "parking"|"security"|"gated"|"borehole"|"water_treatment"|"prepaid_meter"|"generator"|"inverter"|"solar"|"air_conditioning"|"fitted_kitchen"|"wardrobes"|"balcony"|"boys_quarters"|"garden"|"swimming_pool"|"gym"|"elevator"|"internet"|"serviced"|"pets_allowed"|"waterfront"|"all_rooms_ensuite"|"cctv","fee_party": "occupier"|"owner","hold_reason": "payment"|"offer"|"tenancy"|"shortlet","hold_status": "active"|"released"|"expired","invitation_kind": "member"|"tenant","invitation_status": "pending"|"accepted"|"revoked"|"expired","ledger_account_kind": "tenant_receivable"|"rent_income"|"service_charge_held"|"deposits_held"|"fee_income"|"other_income"|"provider_clearing"|"provider_fees"|"bank"|"tenant_credit","ledger_entry_kind": "charge"|"payment","legal_certainty": "law"|"guidance"|"bill","legal_rule_key": "advance_rent_months"|"agency_fee_bps"|"payer_is_who_engaged","listing_fee_kind": "agency"|"legal"|"agreement"|"caution_deposit"|"service_charge"|"inspection"|"other","listing_purpose": "rent"|"sale"|"shortlet","listing_status": "draft"|"pending_review"|"published"|"paused"|"stale"|"reserved"|"under_offer"|"let"|"sold"|"closed"|"suspended","locale": "en"|"pcm"|"yo"|"ha"|"ig","member_role": "owner"|"manager"|"accountant"|"agent","organization_kind": "owner"|"manager"|"agency"|"developer","payment_exception_kind": "bad_signature"|"unknown_reference"|"amount_mismatch"|"currency_mismatch"|"environment_mismatch"|"overpaid"|"malformed_event"|"gave_up","payment_method": "paystack"|"flutterwave"|"bank_transfer"|"cash"|"cheque"|"pos","payment_status": "created"|"pending"|"succeeded"|"failed"|"abandoned"|"needs_review"|"reversed","price_period": "year"|"half_year"|"quarter"|"month"|"week"|"night"|"total","property_kind": "estate"|"building"|"house"|"land","property_use": "residential"|"commercial"|"mixed","receipt_kind": "rent"|"deposit"|"service_charge"|"other","search_order": "distance"|"price"|"price_desc"|"newest","state_machine": "listing"|"unit_hold"|"tenancy"|"payment"|"invitation"|"mandate"|"enquiry"|"viewing"|"application"|"offer"|"sale"|"inspection","tenancy_nature": "at_will"|"weekly"|"monthly"|"quarterly"|"half_yearly"|"yearly"|"fixed"|"licence","tenancy_status": "draft"|"offered"|"active"|"notice_given"|"holding_over"|"ended"|"cancelled","unit_kind": "room"|"self_contain"|"mini_flat"|"flat"|"maisonette"|"bungalow"|"terrace"|"semi_detached"|"detached"|"shop"|"office"|"warehouse"|"plot","viewing_status": "booked"|"cancelled"|"attended"|"missed"
          }
          CompositeTypes: {
            "new_invitation": {
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
            "alert_frequency": ["instant", "daily"],"alert_state": ["pending", "notified"],"charge_kind": ["rent", "service_charge", "caution_deposit", "agency_fee", "legal_fee", "utility", "penalty", "other"],"feature": ["parking", "security", "gated", "borehole", "water_treatment", "prepaid_meter", "generator", "inverter", "solar", "air_conditioning", "fitted_kitchen", "wardrobes", "balcony", "boys_quarters", "garden", "swimming_pool", "gym", "elevator", "internet", "serviced", "pets_allowed", "waterfront", "all_rooms_ensuite", "cctv"],"fee_party": ["occupier", "owner"],"hold_reason": ["payment", "offer", "tenancy", "shortlet"],"hold_status": ["active", "released", "expired"],"invitation_kind": ["member", "tenant"],"invitation_status": ["pending", "accepted", "revoked", "expired"],"ledger_account_kind": ["tenant_receivable", "rent_income", "service_charge_held", "deposits_held", "fee_income", "other_income", "provider_clearing", "provider_fees", "bank", "tenant_credit"],"ledger_entry_kind": ["charge", "payment"],"legal_certainty": ["law", "guidance", "bill"],"legal_rule_key": ["advance_rent_months", "agency_fee_bps", "payer_is_who_engaged"],"listing_fee_kind": ["agency", "legal", "agreement", "caution_deposit", "service_charge", "inspection", "other"],"listing_purpose": ["rent", "sale", "shortlet"],"listing_status": ["draft", "pending_review", "published", "paused", "stale", "reserved", "under_offer", "let", "sold", "closed", "suspended"],"locale": ["en", "pcm", "yo", "ha", "ig"],"member_role": ["owner", "manager", "accountant", "agent"],"organization_kind": ["owner", "manager", "agency", "developer"],"payment_exception_kind": ["bad_signature", "unknown_reference", "amount_mismatch", "currency_mismatch", "environment_mismatch", "overpaid", "malformed_event", "gave_up"],"payment_method": ["paystack", "flutterwave", "bank_transfer", "cash", "cheque", "pos"],"payment_status": ["created", "pending", "succeeded", "failed", "abandoned", "needs_review", "reversed"],"price_period": ["year", "half_year", "quarter", "month", "week", "night", "total"],"property_kind": ["estate", "building", "house", "land"],"property_use": ["residential", "commercial", "mixed"],"receipt_kind": ["rent", "deposit", "service_charge", "other"],"search_order": ["distance", "price", "price_desc", "newest"],"state_machine": ["listing", "unit_hold", "tenancy", "payment", "invitation", "mandate", "enquiry", "viewing", "application", "offer", "sale", "inspection"],"tenancy_nature": ["at_will", "weekly", "monthly", "quarterly", "half_yearly", "yearly", "fixed", "licence"],"tenancy_status": ["draft", "offered", "active", "notice_given", "holding_over", "ended", "cancelled"],"unit_kind": ["room", "self_contain", "mini_flat", "flat", "maisonette", "bungalow", "terrace", "semi_detached", "detached", "shop", "office", "warehouse", "plot"],"viewing_status": ["booked", "cancelled", "attended", "missed"]
          }
        }
} as const
