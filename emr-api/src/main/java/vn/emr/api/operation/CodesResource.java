package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.chart.CodePages;
import vn.emr.core.intake.Reapplication;
import vn.emr.core.mapping.CodeKind;
import vn.emr.core.mapping.CodeMapping.Wanted;
import vn.emr.core.mapping.Loading;
import vn.emr.core.mapping.MappingRegister;
import vn.emr.core.mapping.MappingRegister.Author;

/** What the codes of the hospital's systems mean: worklist, mappings with their days, CSV in and out. No patient data. */
@Path("/api/v1/codes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Codes")
public class CodesResource {
    private static final String CSV = "text/csv";

    /** @param version as the page showed it */
    public record Change(UUID id, int version, Wanted mapping) {}

    public record Removal(UUID id, int version) {}

    public record Made(UUID id) {}

    /** @param kind LAB unless told; departments are found among our own */
    public record Asked(CodeKind kind, String text) {}

    public record Reapplied(int visits, int messages) {}

    private final CodePages pages;
    private final MappingRegister register;
    private final Reapplication reapplication;
    private final Asking asking;

    @Inject
    CodesResource(CodePages pages, MappingRegister register, Reapplication reapplication, Asking asking) {
        this.pages = pages;
        this.register = register;
        this.reapplication = reapplication;
        this.asking = asking;
    }

    @GET
    @Path("/unmapped")
    @Requires(Right.CODE_READ)
    @Operation(
            summary = "Mã chưa ghép — codes nobody mapped",
            description = "As sent, most frequent first, with the system that sends them.")
    public List<CodePages.Unmapped> unmapped(@QueryParam("kind") @DefaultValue("LAB") CodeKind kind) {
        return pages.unmapped(asking.caller().tenantId(), kind);
    }

    @GET
    @Path("/mappings")
    @Requires(Right.CODE_READ)
    @Operation(summary = "Mã đã ghép — mappings", description = "What each code means and on which days.")
    public List<CodePages.Mapping> mappings(@QueryParam("kind") @DefaultValue("LAB") CodeKind kind) {
        return pages.mappings(asking.caller().tenantId(), kind);
    }

    @POST
    @Path("/mappings")
    @Requires(Right.CODE_MAP)
    @Operation(
            summary = "Ghép mã — map a code",
            description =
                    "Results keep the code as sent; pages show the meaning by the day of the event. 409 when the code has"
                            + " another meaning on some of these days. Traced.")
    public Made make(Wanted mapping) {
        return new Made(register.make(author(), given(mapping)));
    }

    @PUT
    @Path("/mappings")
    @Requires(Right.CODE_MAP)
    @Operation(
            summary = "Sửa ghép mã — change a mapping",
            description = "Its meaning or its days; the code itself stays. 409 when it was changed meanwhile. Traced.")
    public void change(Change change) {
        if (change == null || change.id() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which mapping", "/id");
        }
        register.change(author(), change.id(), change.version(), given(change.mapping()));
    }

    @POST
    @Path("/mappings/removal")
    @Requires(Right.CODE_MAP)
    @Operation(
            summary = "Xóa ghép mã — remove a mapping",
            description =
                    "As if it had never been; to end one, change its last day. 409 when it was changed meanwhile. Traced.")
    public void remove(Removal removal) {
        if (removal == null || removal.id() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which mapping", "/id");
        }
        register.remove(author(), removal.id(), removal.version());
    }

    @GET
    @Path("/mappings/file")
    @Produces(MediaType.WILDCARD)
    @Paced(Pace.Of.EXPORT)
    @Requires(Right.CODE_READ)
    @Operation(
            summary = "Tải mã đã ghép — mappings as CSV",
            description =
                    "UTF-8; cells a spreadsheet would calculate are neutralised. The same file can be loaded again.")
    public Response save(@QueryParam("kind") CodeKind kind) {
        return Response.ok(register.save(asking.caller().tenantId(), kind))
                .type(CSV + ";charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"code-mappings.csv\"")
                .build();
    }

    @POST
    @Path("/mappings/file")
    @Consumes(MediaType.WILDCARD)
    @Requires(Right.CODE_MAP)
    @Operation(
            summary = "Nạp mã ghép — load mappings from CSV",
            description =
                    "Columns: kind, source, local_system, local_code, system, code, name, loinc, valid_from, valid_to; at most"
                            + " 100,000 lines. A mapping of the same code, source and first day is changed, others are"
                            + " made. With try=true nothing is changed and the answer tells what would be, with every bad"
                            + " line; else all or nothing, bad lines named by number. Traced.")
    public Loading load(@QueryParam("try") boolean onlyTry, byte[] csv) {
        return onlyTry ? register.tryLoad(author(), csv) : register.load(author(), csv);
    }

    @POST
    @Path("/targets")
    @Requires(Right.CODE_READ)
    @Operation(
            summary = "Gợi ý mã đích — what a code may mean",
            description =
                    "Codes of the loaded catalogues by words of the name without accents, code or LOINC code; departments"
                            + " among our own. The likeliest 20.")
    public List<CodePages.CatalogueCode> targets(Asked asked) {
        CodeKind kind = asked == null || asked.kind() == null ? CodeKind.LAB : asked.kind();
        return pages.targets(asking.caller().tenantId(), kind, asked == null ? null : asked.text());
    }

    @POST
    @Path("/reapplication")
    @Consumes(MediaType.WILDCARD)
    @Requires(Right.CODE_MAP)
    @Operation(
            summary = "Áp dụng lại — apply mappings to what is there",
            description =
                    "Stays in a department that was not known find it; messages that wait for a code are judged anew."
                            + " 500 of each at once; asked again it goes on. Traced.")
    public Reapplied reapply() {
        Author author = author();
        return new Reapplied(
                reapplication.visits(author.who(), author.tenantId()),
                reapplication.messages(author.who(), author.tenantId()));
    }

    private Author author() {
        return new Author(asking.caller().actor(), asking.caller().tenantId());
    }

    private static Wanted given(Wanted mapping) {
        if (mapping == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a mapping");
        }
        return mapping;
    }
}
