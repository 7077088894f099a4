package vn.emr.core.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.Appointment;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.Condition;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.EarlyWarning;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.ImagingStudy;
import vn.emr.core.record.Immunization;
import vn.emr.core.record.MedicationAdministration;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Paper;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PatientLink;
import vn.emr.core.record.Problem;
import vn.emr.core.record.Procedure;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.VisitLink;
import vn.emr.core.record.VitalSigns;

/**
 * A noun as JSON in history. Keys are sorted and numbers plain, so the text is its own canonical form: reading it back
 * from the database and writing it again gives the same text, and the same digest.
 */
public final class Content {
    /** Written beside each revision; raised when a noun's JSON changes shape. */
    public static final int SCHEMA_VERSION = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private Content() {}

    /** The JSON text of a noun. */
    public static String write(Noun noun) {
        return json(noun);
    }

    /** Any value as JSON: keys sorted, nothing said of what is null. */
    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a noun that is not JSON: " + value.getClass().getSimpleName(), e);
        }
    }

    /** Texts by name that were written by {@link #json}. */
    public static Map<String, String> strings(String json) {
        try {
            return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable settings", stripped(e));
        }
    }

    /** The noun that a revision holds. */
    public static Noun read(NounKind kind, String json) {
        try {
            return JSON.readValue(json, type(kind));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable revision of kind " + kind, stripped(e));
        }
    }

    /** The canonical text of a revision as it came back from the database. */
    public static String canonical(String json) {
        try {
            return JSON.writeValueAsString(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable revision", stripped(e));
        }
    }

    /** Without the source text, which may hold patient data. */
    private static JsonProcessingException stripped(JsonProcessingException e) {
        e.clearLocation();
        return e;
    }

    private static Class<? extends Noun> type(NounKind kind) {
        return switch (kind) {
            case PATIENT -> Patient.class;
            case PATIENT_LINK -> PatientLink.class;
            case VISIT_LINK -> VisitLink.class;
            case ENCOUNTER -> Encounter.class;
            case RECORD_FOLDER -> RecordFolder.class;
            case CONDITION -> Condition.class;
            case SERVICE_ORDER -> ServiceOrder.class;
            case DIAGNOSTIC_REPORT -> DiagnosticReport.class;
            case IMAGING_STUDY -> ImagingStudy.class;
            case CLINICAL_DOCUMENT -> ClinicalDocument.class;
            case APPOINTMENT -> Appointment.class;
            case IMMUNIZATION -> Immunization.class;
            case COVERAGE -> Coverage.class;
            case MEDICATION_ORDER -> MedicationOrder.class;
            case PROCEDURE -> Procedure.class;
            case CLINICAL_NOTE -> ClinicalNote.class;
            case PAPER -> Paper.class;
            case SHEET -> Sheet.class;
            case ALLERGY -> Allergy.class;
            case PROBLEM -> Problem.class;
            case VITAL_SIGNS -> VitalSigns.class;
            case EARLY_WARNING -> EarlyWarning.class;
            case MEDICATION_ADMINISTRATION -> MedicationAdministration.class;
        };
    }
}
