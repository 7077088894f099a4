package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.api.gate.FourDigitYears;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.catalogue.CatalogueRegister;
import vn.emr.core.catalogue.CatalogueRegister.Edition;
import vn.emr.core.catalogue.CatalogueRegister.Preview;
import vn.emr.core.catalogue.CatalogueRegister.Seen;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.catalogue.Entry;
import vn.emr.core.form.Abbreviations;
import vn.emr.core.mapping.Loading;
import vn.emr.core.mapping.MappingRegister.Author;

/** Catalogues: found in while somebody types, and taken in from official lists. No patient data. */
@Path("/api/v1/catalogues")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogues")
public class CatalogueResource {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /** A longer list is none that people know by heart. */
    private static final int MOST_SHORT_FORMS = 2_000;

    /** @param day of the event, today unless told */
    public record Asked(String text, LocalDate day) {}

    public record Found(List<Entry> entries) {}

    public record Listed(List<Catalogues.Catalogue> catalogues) {}

    public record Taken(List<Edition> editions) {}

    private final Catalogues catalogues;
    private final CatalogueRegister register;
    private final Asking asking;
    private final Clock clock;

    @Inject
    CatalogueResource(Catalogues catalogues, CatalogueRegister register, Asking asking, Clock clock) {
        this.catalogues = catalogues;
        this.register = register;
        this.asking = asking;
        this.clock = clock;
    }

    @GET
    @Requires(Right.CODE_READ)
    @Operation(
            summary = "Danh mục đã nạp — catalogues that have an edition",
            description = "With the first day of their newest edition and how many codes hold.")
    public Listed list() {
        return new Listed(catalogues.list(asking.caller().tenantId()));
    }

    @POST
    @Path("/{catalogue}/search")
    @Paced(Pace.Of.SEARCH)
    @Requires({Right.PATIENT_READ, Right.CODE_READ})
    @Operation(
            summary = "Tìm trong danh mục — find in a catalogue",
            description =
                    "By the beginning of the code, with or without dots, or of words of the names in any order, without accents;"
                            + " what holds on the day of the event. The likeliest 30. Besides the catalogues taken in:"
                            + " departments, facilities and staff of the hospital.")
    public Found search(@PathParam("catalogue") String catalogue, Asked asked) {
        LocalDate day = asked == null || asked.day() == null
                ? LocalDate.ofInstant(clock.instant(), VIETNAM)
                : written(asked.day());
        return new Found(
                catalogues.search(asking.caller().tenantId(), catalogue, asked == null ? null : asked.text(), day));
    }

    @GET
    @Path("/abbreviations")
    @Requires({Right.PATIENT_READ, Right.CODE_READ})
    @Operation(
            summary = "Từ viết tắt của cơ sở — abbreviations in use",
            description =
                    "The hospital's list on a day (day=2026-04-01, today unless told), at most " + MOST_SHORT_FORMS
                            + ": the short form as code, the words as name. None of them may stand on a paper that is handed out.")
    public Found abbreviations(@QueryParam("day") String day) {
        LocalDate on = day == null ? LocalDate.ofInstant(clock.instant(), VIETNAM) : day(day);
        return new Found(catalogues.first(asking.caller().tenantId(), Abbreviations.CATALOGUE, on, MOST_SHORT_FORMS));
    }

    @GET
    @Path("/{catalogue}/editions")
    @Requires(Right.CODE_READ)
    @Operation(
            summary = "Các lần nạp — editions that were taken",
            description = "Who took each, when, the SHA-256 of its file and how much it changed; the newest first.")
    public Taken editions(@PathParam("catalogue") String catalogue) {
        return new Taken(register.editions(asking.caller().tenantId(), catalogue));
    }

    @POST
    @Path("/{catalogue}/preview")
    @Consumes(MediaType.WILDCARD)
    @Requires(Right.CODE_MAP)
    @Operation(
            summary = "Xem trước danh mục — what an edition would change",
            description =
                    "The file as .xlsx (its first sheet) or CSV in UTF-8, at most 16 MB and 100,000 lines. Columns code, name,"
                            + " name_en, unit, loinc, parent, every other one a property; or as official lists call them (MA_…,"
                            + " TEN_…). The ICD-10 list of TT 06/2026/TT-BYT (catalogue icd10) is read by its 29 columns. The"
                            + " file is the whole edition: codes it does not name end on the day it begins. Nothing is taken.")
    public Preview preview(@PathParam("catalogue") String catalogue, @QueryParam("from") String from, byte[] file) {
        return register.preview(author(), catalogue, day(from), file);
    }

    @POST
    @Path("/{catalogue}/editions")
    @Consumes(MediaType.WILDCARD)
    @Requires(Right.CODE_MAP)
    @Operation(
            summary = "Nạp danh mục — take an edition",
            description =
                    "The same file with the digest and the number of the newest edition that the preview answered. All or nothing;"
                            + " 409 when it is another file or somebody took an edition meanwhile. Traced.")
    public Loading take(
            @PathParam("catalogue") String catalogue,
            @QueryParam("from") String from,
            @QueryParam("digest") String digest,
            @QueryParam("newest") int newest,
            byte[] file) {
        return register.take(author(), catalogue, day(from), file, new Seen(digest, newest));
    }

    private static LocalDate day(String text) {
        try {
            return text == null || text.isEmpty() ? null : written(LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw noDay();
        }
    }

    private static LocalDate written(LocalDate day) {
        if (!FourDigitYears.has(day)) {
            throw noDay();
        }
        return day;
    }

    private static Refusal noDay() {
        return new Refusal(Code.MALFORMED_FIELD, "a day such as 2026-04-01", "from");
    }

    private Author author() {
        return new Author(asking.caller().actor(), asking.caller().tenantId());
    }
}
