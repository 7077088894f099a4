package vn.emr.core.store;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;

/**
 * What the store writes, table by table: the columns with their types, and the one multi-row statement that writes any
 * number of rows ({@code insert … select from unnest}). Clinical tables are upserted; a row is replaced only by the version
 * that follows it, so a lost update cannot happen.
 */
enum Table {
    INBOUND_KEY(
            "inbound_key",
            "",
            "tenant_id:UUID source_id:UUID control_id:TEXT content_digest:BYTES inbound_id:UUID received_at:TIME"),
    INBOUND(
            "inbound",
            "",
            "id:UUID received_at:TIME tenant_id:UUID source_id:UUID door:TEXT peer:TEXT format:TEXT message_type:TEXT control_id:TEXT"
                    + " content_digest:BYTES size:INTEGER body:BYTES body_sha256:TEXT charset_rule:TEXT outcome:TEXT code:TEXT detail:TEXT"
                    + " observations_in:INTEGER observations_out:INTEGER remarks:JSON answer:BYTES"),
    INBOUND_EVENT(
            "inbound_event",
            "",
            "id:UUID inbound_id:UUID at:TIME tenant_id:UUID kind:TEXT code:TEXT detail:TEXT actor:TEXT"),
    PARKED(
            "parked",
            "inbound_id",
            "inbound_id:UUID received_at:TIME tenant_id:UUID source_id:UUID message_type:TEXT code:TEXT detail:TEXT attempts:INTEGER"
                    + " state:TEXT changed_at:TIME fields:JSON"),
    PARKED_WAIT(
            "parked_wait",
            "tenant_id system value inbound_id",
            "tenant_id:UUID system:TEXT value:TEXT inbound_id:UUID"),
    CORRECTION(
            "correction",
            "",
            "inbound_id:UUID tenant_id:UUID corrects_id:UUID at:TIME actor_id:UUID actor_name:TEXT reason:TEXT"),
    WHOLE_TELLING(
            "whole_telling",
            "",
            "tenant_id:UUID source_id:UUID control_id:TEXT id:UUID inbound_id:UUID sending:TEXT stated:TIME"),
    RECORD_COMMIT(
            "record_commit",
            "",
            "id:UUID at:TIME tenant_id:UUID actor_kind:TEXT actor_id:UUID actor_name:TEXT why:TEXT source_id:UUID inbound_id:UUID"
                    + " digest:BYTES digest_version:INTEGER"),
    REVISION(
            "revision",
            "",
            "tenant_id:UUID patient_id:UUID noun_id:UUID version:INTEGER committed_at:TIME kind:TEXT commit_id:UUID"
                    + " schema_version:INTEGER key_id:UUID content:JSON"),
    AUDIT_EVENT(
            "audit_event",
            "",
            "id:UUID at:TIME tenant_id:UUID kind:TEXT success:BOOLEAN actor_kind:TEXT actor_id:UUID actor_name:TEXT role:TEXT"
                    + " session_id:UUID source_id:UUID patient_id:UUID object_kind:TEXT object_id:UUID commit_id:UUID purpose:TEXT"
                    + " address:TEXT request_id:TEXT detail:TEXT device:TEXT encounter_id:UUID changes:TEXT reason:TEXT digest:BYTES digest_version:INTEGER"),
    OUTBOX(
            "outbox",
            "",
            "id:UUID tenant_id:UUID patient_id:UUID kind:TEXT noun_id:UUID version:INTEGER commit_id:UUID at:TIME"),
    PATIENT(
            "patient",
            "tenant_id patient_id",
            "tenant_id:UUID patient_id:UUID version:INTEGER revised_at:TIME provisional:BOOLEAN facility_id:UUID name:TEXT"
                    + " search_key:TEXT sort_key:TEXT birth_sent:TEXT birth_from:TIME sex:TEXT deceased:BOOLEAN mother_id:UUID"),
    PATIENT_IDENTIFIER(
            "patient_identifier",
            "tenant_id patient_id line",
            "tenant_id:UUID patient_id:UUID line:INTEGER kind:TEXT system:TEXT value:TEXT active:BOOLEAN unique_one:BOOLEAN"),
    PATIENT_LINK(
            "patient_link",
            "tenant_id patient_id link_id",
            "tenant_id:UUID patient_id:UUID link_id:UUID version:INTEGER revised_at:TIME survivor_id:UUID active:BOOLEAN"),
    VISIT_LINK(
            "visit_link",
            "tenant_id patient_id link_id",
            "tenant_id:UUID patient_id:UUID link_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID source_id:UUID"
                    + " visit_number:TEXT shown_under:UUID shown_as:UUID active:BOOLEAN people:TEXT"),
    ENCOUNTER(
            "encounter",
            "tenant_id patient_id encounter_id",
            "tenant_id:UUID patient_id:UUID encounter_id:UUID version:INTEGER revised_at:TIME source_id:UUID visit_number:TEXT"
                    + " class:TEXT status:TEXT facility_id:UUID start_from:TIME end_from:TIME attending_doctor:TEXT"),
    DEPARTMENT_STAY(
            "department_stay",
            "tenant_id patient_id encounter_id line",
            "tenant_id:UUID patient_id:UUID encounter_id:UUID line:INTEGER stay_key:TEXT department_id:UUID department_code:TEXT"
                    + " room:TEXT bed:TEXT start_from:TIME end_from:TIME cancelled:BOOLEAN"),
    RECORD_FOLDER(
            "record_folder",
            "tenant_id patient_id folder_id",
            "tenant_id:UUID patient_id:UUID folder_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID facility_id:UUID"
                    + " treatment:TEXT state:TEXT opened_from:TIME completed_from:TIME closed_from:TIME archived_from:TIME"
                    + " admission_number:TEXT archive_number:TEXT part_of:UUID held:BOOLEAN received:TEXT"),
    CONDITION(
            "condition",
            "tenant_id patient_id condition_id",
            "tenant_id:UUID patient_id:UUID condition_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID source_id:UUID"
                    + " condition_key:TEXT code:TEXT code_system:TEXT text:TEXT rank:TEXT active:BOOLEAN diagnosed_from:TIME"),
    SERVICE_ORDER(
            "service_order",
            "tenant_id patient_id order_id",
            "tenant_id:UUID patient_id:UUID order_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID source_id:UUID"
                    + " placer_number:TEXT filler_number:TEXT accession:TEXT category:TEXT code:TEXT code_text:TEXT status:TEXT"
                    + " ordered_from:TIME"),
    DIAGNOSTIC_REPORT(
            "diagnostic_report",
            "tenant_id patient_id report_id",
            "tenant_id:UUID patient_id:UUID report_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID order_id:UUID"
                    + " source_id:UUID report_key:TEXT category:TEXT code:TEXT code_text:TEXT status:TEXT effective_from:TIME"
                    + " issued_from:TIME placer_number:TEXT filler_number:TEXT parent_number:TEXT names:TEXT"),
    OBSERVATION(
            "observation",
            "tenant_id patient_id report_id line",
            "tenant_id:UUID patient_id:UUID report_id:UUID line:INTEGER code:TEXT code_system:TEXT code_text:TEXT sub_id:TEXT"
                    + " value_type:TEXT number:NUMERIC comparator:TEXT value_text:TEXT unit:TEXT range_text:TEXT range_low:NUMERIC"
                    + " range_high:NUMERIC flag:TEXT status:TEXT shown:BOOLEAN observed_from:TIME"),
    IMAGING_STUDY(
            "imaging_study",
            "tenant_id patient_id study_id",
            "tenant_id:UUID patient_id:UUID study_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID order_id:UUID"
                    + " source_id:UUID study_uid:TEXT accession:TEXT started_from:TIME modalities:TEXT description:TEXT"
                    + " series_count:INTEGER instance_count:INTEGER available:BOOLEAN matched_by:TEXT"),
    CLINICAL_DOCUMENT(
            "clinical_document",
            "tenant_id patient_id document_id",
            "tenant_id:UUID patient_id:UUID document_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID report_id:UUID"
                    + " source_id:UUID document_key:TEXT title:TEXT media_type:TEXT sha256:TEXT size:BIGINT status:TEXT authored_from:TIME"
                    + " relation:TEXT related_key:TEXT"),
    APPOINTMENT(
            "appointment",
            "tenant_id patient_id appointment_id",
            "tenant_id:UUID patient_id:UUID appointment_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID source_id:UUID"
                    + " appointment_key:TEXT status:TEXT start_from:TIME end_from:TIME service:TEXT department_code:TEXT"),
    IMMUNIZATION(
            "immunization",
            "tenant_id patient_id immunization_id",
            "tenant_id:UUID patient_id:UUID immunization_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID source_id:UUID"
                    + " immunization_key:TEXT status:TEXT given_from:TIME vaccine_code:TEXT vaccine:TEXT"),
    COVERAGE(
            "coverage",
            "tenant_id patient_id coverage_id",
            "tenant_id:UUID patient_id:UUID coverage_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID source_id:UUID"
                    + " coverage_key:TEXT card_number:TEXT valid_from:TIME valid_to:TIME"),
    MEDICATION_ORDER(
            "medication_order",
            "tenant_id patient_id order_id",
            "tenant_id:UUID patient_id:UUID order_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID source_id:UUID"
                    + " visit_number:TEXT order_key:TEXT status:TEXT medicine_code:TEXT medicine:TEXT ordered_from:TIME given_from:TIME"),
    PROCEDURE(
            "procedure",
            "tenant_id patient_id procedure_id",
            "tenant_id:UUID patient_id:UUID procedure_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID source_id:UUID"
                    + " visit_number:TEXT procedure_key:TEXT status:TEXT category:TEXT code:TEXT text:TEXT ordered_from:TIME performed_from:TIME"),
    CLINICAL_NOTE(
            "clinical_note",
            "tenant_id patient_id note_id",
            "tenant_id:UUID patient_id:UUID note_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID source_id:UUID"
                    + " visit_number:TEXT note_key:TEXT status:TEXT written_from:TIME"),
    PAPER(
            "paper",
            "tenant_id patient_id paper_id",
            "tenant_id:UUID patient_id:UUID paper_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID source_id:UUID"
                    + " visit_number:TEXT paper_key:TEXT status:TEXT form:TEXT number:TEXT issued_from:TIME"),
    SHEET(
            "sheet",
            "tenant_id patient_id sheet_id",
            "tenant_id:UUID patient_id:UUID sheet_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID folder_id:UUID"
                    + " form:TEXT form_version:TEXT title:TEXT status:TEXT happened_at:TIME author_id:UUID author:TEXT codes:TEXT"
                    + " addendum:BOOLEAN pages:INTEGER"),
    ALLERGY(
            "allergy",
            "tenant_id patient_id allergy_id",
            "tenant_id:UUID patient_id:UUID allergy_id:UUID version:INTEGER revised_at:TIME source_id:UUID allergy_key:TEXT kind:TEXT"
                    + " category:TEXT substance_code:TEXT substance:TEXT severity:TEXT certainty:TEXT status:TEXT"),
    PROBLEM(
            "problem",
            "tenant_id patient_id problem_id",
            "tenant_id:UUID patient_id:UUID problem_id:UUID version:INTEGER revised_at:TIME request_key:TEXT code:TEXT text:TEXT"
                    + " status:TEXT importance:TEXT since_from:TIME seen_in:UUID"),
    VITAL_SIGNS(
            "vital_signs",
            "tenant_id patient_id vitals_id",
            "tenant_id:UUID patient_id:UUID vitals_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID request_key:TEXT"
                    + " taken_at:TIME status:TEXT score:INTEGER red:BOOLEAN"),
    EARLY_WARNING(
            "early_warning",
            "tenant_id patient_id warning_id",
            "tenant_id:UUID patient_id:UUID warning_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID use:TEXT"),
    MEDICATION_ADMINISTRATION(
            "medication_administration",
            "tenant_id patient_id administration_id",
            "tenant_id:UUID patient_id:UUID administration_id:UUID version:INTEGER revised_at:TIME encounter_id:UUID order_id:UUID"
                    + " request_key:TEXT due_at:TIME given_at:TIME outcome:TEXT status:TEXT");

    final String sqlName;
    final List<String> columns;
    final List<ColumnType> types;
    final boolean versioned;
    final String writeSql;

    /** Writes one row of a table that is only added to. */
    final String addSql;

    final String selectSql;

    Table(String sqlName, String key, String definition) {
        this.sqlName = sqlName;
        List<String[]> parts =
                Arrays.stream(definition.split(" ")).map(c -> c.split(":")).toList();
        this.columns = parts.stream().map(p -> p[0]).toList();
        this.types = parts.stream().map(p -> ColumnType.valueOf(p[1])).toList();
        this.versioned = columns.contains("version") && columns.contains("revised_at");
        this.writeSql = writeSql(key.isEmpty() ? List.of() : List.of(key.split(" ")));
        this.addSql = "insert into " + sqlName + " (" + String.join(", ", columns) + ") values ("
                + types.stream().map(ColumnType::value).collect(joining(", ")) + ")";
        this.selectSql = "select " + String.join(", ", columns) + " from " + sqlName;
    }

    private String writeSql(List<String> key) {
        String names = String.join(", ", columns);
        String unnest = types.stream().map(t -> t.parameter).collect(joining(", "));
        String insert = "insert into " + sqlName + " (" + names + ") select * from unnest(" + unnest + ")";
        if (key.isEmpty()) {
            return insert;
        }
        String set = columns.stream()
                .filter(c -> !key.contains(c))
                .map(c -> c + " = excluded." + c)
                .collect(joining(", "));
        if (set.isEmpty()) {
            return insert + " on conflict do nothing";
        }
        // A batch may carry several versions of one noun and writes the last; rows of a patient are locked meanwhile.
        String follows = versioned ? " where " + sqlName + ".version < excluded.version" : "";
        return insert + " on conflict (" + String.join(", ", key) + ") do update set " + set + follows;
    }
}
