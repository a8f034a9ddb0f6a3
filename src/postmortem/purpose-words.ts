import type { Category } from './document.ts'

/** `repair` makes this incident's damage good, once: none of the five. */
export type Purpose = Category | 'repair'

interface Words {
  /** The purpose itself, or a thing that serves no other: "alert", "runbook". */
  readonly named: string
  /** What usually serves it. */
  readonly means: string
  /** What decides only where nothing else does. */
  readonly leaning: string
  /** Verbs that, leading the action, say what for; as nouns the same words may stand for anything. */
  readonly verbs: string
}

/**
 * What the words of an action speak for: general English and words of the trade, no one's house style. `*` stands for any
 * ending, and `_` for a blank, a hyphen, an underscore or nothing.
 */
export const WORDS: Readonly<Record<Purpose, Words>> = {
  prevention: {
    named: `
      acceptance_test* approv* are_blocked are_refused are_rejected auto_renew* avoid* blocked_by
      blocks_a blocks_the branch_protection cannot_happen change_control change_management
      code_owner* constraint* contract_test* denies deny disallow* dry_run* enforc* fail_on
      fail_startup fail_the fails_on fails_startup fails_the forbid* four_eyes freeze freezes fuzz*
      gate gated gates gating guard_rail* happen_again harden* idempoten* immutable interlock
      is_blocked is_refused is_rejected jump_host least_privilege lint linter linting lints
      log_rotation never_again not_allow* pre_commit pre_flight pre_merge prevent* prevent_destroy
      property_based recur recurr* refuse refuses refusing regression_test* reject rejecting rejects
      safeguard* sanity_check* second_person sign_off* single_source_of_truth soak two_person
      type_check* unique_index validat*
    `,
    means: `
      2fa abort* admission archive archives assert* authenti* authori* automat* automated_test* beta
      blue_green breaking_change* bug_bounty bundled canary careful* certificate* change_window*
      checked_before ci code_review* compatib* config* confirmation* csp data_contract* dependencies
      dependency_update* dependency_upgrade* deploy* deprecat* dev_environment disabl* e2e encrypt*
      end_of_life end_to_end escaping exclud* feature_flag* fencing flag flags foreign_key*
      garbage_collect* generated gradual* guard guards hardware_key* hook iam incremental*
      infrastructure_as_code integration_test* invalidat* invariant* lifecycle load_test* lock
      locked locking locks maintenance_window* mandatory mfa misconfig* multi_factor naming
      non_nullable not_null overwritten parity patch patched patches patching peer_review pen_test*
      penetration_test* permission* phased pin pinned pinning pipeline* policies policy
      pre_production preprod privileg* prompt prompts protect* prune purge quarantine* quorum
      race_condition* rbac registrar rejected release_process rename renamed renames renew* require
      required requires requiring restrict* review_by review_of reviewed_by reviewer* revok*
      rewrite* rewritten rigor rigorous rigour roll roll_out* rolled rolls rotate rotates rotating
      safe safely safer safety sandbox* sanitis* sanitiz* schema* second_reviewer secret
      secret_scanning secrets security_group* signer* split_brain staged staggered staging
      stress_test* superuser templated test_case* test_cluster test_coverage test_data
      test_environment test_plan test_suite* tests two_factor two_reviewers unit_test* upgrad*
      validity version_control versioning warn warning* write_access
    `,
    leaning: `
      access_control ansible bump change changes clean cleaning cleans cleanup configure configured
      configures decommission* default delet* digest* driver drivers drop dropped drops duplicat*
      enable enabled ensure firewall* firmware first gitops helm legacy migrat* move moved moves
      moving ntp option options parameter parameters plan planned planning qa quality refactor*
      remov* replac* reproducib* retention retire retired retiring rid rule rules schedul*
      service_account* setting settings standard* stop stops strengthen* strict stricter switch
      switches terraform test testing unused version versions
    `,
    verbs: `
      prevent refuse reject block forbid deny enforce require validate lint pin lock restrict revoke
      remove delete decommission retire disable ban prohibit exclude upgrade patch replace automate
      sandbox sign encrypt harden freeze gate deprecate rename expire terminate
    `,
  },
  detection: {
    named: `
      alarm* alert alerted alerting alertmanager alerts anomal* audit_log* dashboard* detect* drift
      earlier_warning early_warning health_check* heartbeat* liveness monitor monitoring monitors
      notice_earlier notice_sooner observab* page_if page_on page_the page_when pager* paging
      readiness_check* siem watchdog*
    `,
    means: `
      apdex audit_trail blackbox burn_rate cloudwatch compar* consisten* conversion_rate core_dump*
      counter counters crash_rate crash_report* datadog each_morning error_message* error_rate*
      failure_rate gauge gauges grafana graph graphite graphs health histogram* honeycomb icinga
      inconsisten* insight insights instrument* integrity_check* jaeger kibana lag log log_level
      logged logging logs loki measurement* metric metrics mismatch* nagios new_relic notification*
      notifies notify opentelemetry opsgenie oversight overview panel panels percentile pingdom
      probe prober probers probes recogni* reconcil* scan scanning scans secret_scanner self_test*
      sensor sensors sentry signal signals slo slos smoke_test* splunk spot spotting statsd
      status_check* structured_log* success_rate synthetic* telemetry threshold* trace traces
      tracing unexpected uptime verif* visibility visible zabbix
    `,
    leaning: `
      check checked checks daily display displays earlier early emit emits expir* eye hour hourly
      missing nightly notice pagerduty periodic* posted prometheus report reported reporting reports
      show shown shows silent* sooner surface surfaces track tracked tracking tracks trigger
      triggers unnoticed watch weekly
    `,
    verbs: `
      alert page monitor log emit export expose track measure surface display show detect probe
      instrument trace observe warn
    `,
  },
  mitigation: {
    named: `
      active_active active_passive anti_affinity auto_scal* back_off back_pressure backup_isp*
      backup_link* backup_power backup_provider* backup_server* blast_radius bulkhead bulkhead*
      can_t_affect cannot_affect capacity circuit_break* connection_pool* continue_to_serve ddos
      degrad* diversity fail_closed fail_open fail_safe fall_back* falling_back falls_back graceful*
      headroom hedging high_availability hot_spare* in_case_of jitter keep_serving kill_switch*
      last_known_good load_balanc* mitigat* multi_az multi_region noisy_neighbour* over_provision*
      overload* pdb pod_disruption_budget* rate_limit* read_only_mode redundan* resilien* shed
      shedding sheds single_point_of_failure single_points_of_failure single_point_of_failure stampede standby throttl*
      thundering_herd times_out without_affecting
    `,
    means: `
      absorb* abuse* additional bandwidth batch batches beefier bigger buffer* cache cached caches
      caching cap capped caps captcha cdn cluster clusters coalesc* compress* concurren* cpu crawl*
      debounc* decoupl* dedup* defer defers delay* dependence_on dependency_on disk_space distribut*
      dual error_boundary eviction* extra failure_domain* frontend frontends ha hardware held ignore
      ignored ignores index_on instance instance_type instances isolat* isp isps larger limit
      limited limiting limits max_connections memory mirror* n_1 node_pool* nodepool* optimi*
      own_cluster own_pool own_worker paginat* partition* pool pools pre_scale* pre_warm* preempt*
      priority_class* provision* queue queues quota* remote_config remote_flag replica replicas
      replication reserve* retries retry scal* secondary secondary_provider separat* shard shards
      sla slas slow split splits splitting spread spreads stale stand_in storage swap timeout*
      timing_out tolerat* traffic ttl tune tuned tuning turn_off uplink waf warm_up
    `,
    leaning: `
      alternative alternatives az bump burst* double gib handle handled handles heavy idle increas*
      large latency load lower lowered mib node nodes offline performance queries query raise raised
      raises reduc* region regions reliab* request requests revert* second server servers site sites
      snapshot* spike_in spikes surge survive* throughput topology zone zones
    `,
    verbs: `
      limit throttle cap shed scale cache queue isolate split separate decouple spread distribute
      increase reduce lower double halve reserve provision degrade buffer batch shard retry
    `,
  },
  recovery: {
    named: `
      backup* banner* break_glass business_continuity chatops communication_plan*
      communication_procedure* communication_strateg* communications_plan* communications_procedure*
      communications_strateg* contingency delayed_replica* disaster downtime drill drills
      during_an_incident during_an_outage emergency emergency_release* escalat* fail_over* game_day*
      hosted_outside incident_channel incident_command* incident_commander incident_manager
      incident_process incident_response mttr on_call_rota on_call_rotation out_of_band out_of_hours
      playbook* point_in_time re_import* recover* recovery_time rehears* reindex* replay* rescue
      restor* restorable roll_back* rolling_back rolls_back rota rpo rto runbook* soft_delet*
      status_page* status_updates switch_back switches_back switching_back time_to_recover undelete*
      undo war_room
    `,
    means: `
      access_to announcement* bastion chaos comms communicate_during console contact contacts
      decision_tree* diagnos* disruption* drain drains dump dumps during_incidents during_outages
      during_upgrades expedit* faster hosted hotfix* how_to inform_customers inform_users informed
      informing mobile_number* notify_customers notify_users off_site off_switch offline_copy
      offsite on_call one_click one_command outside_of pause paused phone_number* plan_for posted_at
      prepared print printed prints procedure* quicker re_drive re_enabl* reachable restart_sequence
      revers* reversal revision* root script scripted scripts shorten* sop sops spare speed_up
      ssh_access stakeholder* step steps steps_for steps_to symptom* tell_customers tell_users
      troubleshoot* what_to_do when_down
    `,
    leaning: `
      ability_to able_to access admin admins button command communicate communicating communication
      communications contract credential* go_back how_to incident incidents inform keep keeps last
      manual manually outage outages override* password* previous responder* restart* template
      templates terminat* tooling vault
    `,
    verbs: `
      restore rehearse drill replay undo pause resume practise
    `,
  },
  learning: {
    named: `
      adr analy* ask asked asks awareness best_practice* blog brown_bag* case_study chat coach*
      course courses debrief* decision_record* discuss* educat* engage_with exam exams feedback
      follow_up* glossary handbook incident_report* incident_review* instruct* knowledge learn
      learning learns lecture lesson* liaise lunch_and_learn lunch_learn meet_with newsletter
      onboard* post_mortem* present presentation presented presents reach_out read_up reading_group
      recording_of reflect* refresher remind* retro* rfc root_cause seminar sensiti* shadow
      shadowing shadows share shares sharing speak_with survey* sync_on sync_with talk talks teach*
      train trained training training_session* understand* vigilan* why workshop* write_up*
    `,
    means: `
      architecture audit behavior behaviour catalogue cause caused changelog chapter clarif* clarity
      colleague* confluence culture deep_dive diagram* doc docs document* documented_in
      double_check* employee* expectation* explain* figure_out find_out go_through guide guideline*
      guides inform inventory manual meeting* ownership people post_incident practice practise
      question readme research* responsibilit* retrospective* review reviewed reviewing reviews
      staff summary team teams whether wiki
    `,
    leaning: `
      add_to brainstorm* communicate communicating consider* determin* evaluat* examine explor* find
      how identif* investigat* look_at look_for look_further look_into looking_into looks_into own
      owner page process processes publish* reproduce research revisit* section spike study supplier
      think vendor
    `,
    verbs: `
      train educate teach share present discuss learn understand analyse analyze clarify talk ask
    `,
  },
  repair: {
    named: `
      affected apologi* back_fill* backfill* compensat* credits re_ingest* re_issued re_send re_sent
      refund* reimburs* reissued resend resent stuck thank thanks typo voucher*
    `,
    means: `
      bug bugs close_the defective fix fixed fixes issue issues leaked raise_an_issue republish
      rerun restore_the rotate_all sent tech_debt
    `,
    leaning: '',
    verbs: `
      refund reimburse compensate backfill resend reissue apologise apologize thank fix reprocess
      rerun re-run
    `,
  },
}
