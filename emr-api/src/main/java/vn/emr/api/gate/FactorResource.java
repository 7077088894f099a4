package vn.emr.api.gate;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Passkeys;
import vn.emr.core.access.Requires;
import vn.emr.core.access.SecondFactors;

/** The second step of signing in, and the own second factor. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Session")
public class FactorResource {
    private static final int LONGEST_CODE = 40;

    /** A code of the authenticator app, or a recovery code. */
    public record GivenCode(String code) {}

    /** The current password, for changes of what protects the account. */
    public record Password(String password) {}

    /** Which factor is removed, and the current password. */
    public record Removal(UUID id, String password) {}

    /** @param recoveryCodes each opens the account once instead of the app; shown in this answer only */
    public record Codes(List<String> recoveryCodes) {}

    /** @param passkeysAt the address of the pages for which passkeys sign; null: there are none */
    public record Own(List<SecondFactors.Factor> factors, int recoveryCodesLeft, boolean required, String passkeysAt) {}

    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Asking asking;

    @Inject
    FactorResource(SecondFactors factors, Passkeys passkeys, Asking asking) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.asking = asking;
    }

    @POST
    @Path("/session/factor")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({})
    @Operation(
            summary = "Bước xác thực thứ hai — give the second factor",
            description =
                    "For a session with hold SECOND_FACTOR: a code of the authenticator app or a recovery code, each taken"
                            + " once. Five wrong ones lock the account for twelve hours.")
    public void give(GivenCode given) {
        factors.give(person(), code(given));
    }

    @GET
    @Path("/me/factors")
    @Requires({})
    @Operation(
            summary = "Bước xác thực thứ hai của tôi — my second factor",
            description =
                    "Apps and passkeys, since when, last use; recovery codes left; whether a role needs one; where passkeys sign.")
    public Own own() {
        SecondFactors.Own own = factors.own(person());
        return new Own(
                own.factors(),
                own.recoveryCodesLeft(),
                own.required(),
                passkeys.origin().orElse(null));
    }

    @POST
    @Path("/me/factors/totp")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({})
    @Operation(
            summary = "Thiết lập ứng dụng xác thực — set up an authenticator app",
            description =
                    "Shows the secret (RFC 6238) once; it counts when a code of it was given to …/confirm within 15 minutes."
                            + " The current password is needed, but not while hold is NEW_FACTOR.")
    public SecondFactors.Enrolment begin(Password password) {
        return factors.begin(person(), text(password));
    }

    @POST
    @Path("/me/factors/totp/confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({})
    @Operation(
            summary = "Xác nhận ứng dụng xác thực — confirm the authenticator app",
            description =
                    "With a code it shows. Answers ten recovery codes, once; an app and codes of before count no more.")
    public Codes confirm(GivenCode given) {
        return new Codes(factors.confirm(person(), code(given)));
    }

    @POST
    @Path("/me/factors/recovery-codes")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({})
    @Operation(
            summary = "Mã dự phòng mới — new recovery codes",
            description = "Ten, shown in this answer only; those of before count no more. Needs the current password.")
    public Codes recoveryCodes(Password password) {
        return new Codes(factors.newRecoveryCodes(person(), text(password)));
    }

    @POST
    @Path("/me/factors/remove")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({})
    @Operation(
            summary = "Bỏ một cách xác thực bước hai — remove an own second factor",
            description = "Needs the current password; 422 for the last one when a role of the person needs one.")
    public void remove(Removal removal) {
        Caller person = person();
        if (removal == null || removal.id() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which second factor", "/id");
        }
        factors.removeOwn(person, removal.id(), removal.password());
    }

    private Caller person() {
        return asking.person();
    }

    private static String text(Password password) {
        return password == null ? null : password.password();
    }

    private static String code(GivenCode given) {
        if (given == null || given.code() == null || given.code().length() > LONGEST_CODE) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the code", "/code");
        }
        return given.code();
    }
}
