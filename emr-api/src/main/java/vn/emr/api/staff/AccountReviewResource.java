package vn.emr.api.staff;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.staff.AccountReviews;

/** The review of accounts every quarter. */
@Path("/api/v1/account-reviews")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Staff")
public class AccountReviewResource {
    private final AccountReviews reviews;
    private final Asking asking;

    @Inject
    AccountReviewResource(AccountReviews reviews, Asking asking) {
        this.reviews = reviews;
        this.asking = asking;
    }

    @GET
    @Requires(Right.ACCESS_REVIEW)
    @Operation(
            summary = "Các kỳ rà soát tài khoản — reviews of accounts",
            description = "Those that were closed, the newest 100 first, and the day by which the next one is. Traced.")
    public AccountReviews.Standing standing() {
        return reviews.standing(asking.caller());
    }

    @GET
    @Path("/due")
    @Requires(Right.ACCESS_REVIEW)
    @Operation(
            summary = "Hạn rà soát — when the next review is due",
            description = "Near two weeks before the day, late after it.")
    public AccountReviews.Due due() {
        return reviews.due(asking.caller());
    }

    @GET
    @Path("/next")
    @Requires(Right.ACCESS_REVIEW)
    @Operation(
            summary = "Danh sách để rà soát — the list to review",
            description = "Every account and every key of a sending system as they are now: type, holder, departments,"
                    + " roles, state, when activated, last used and disabled, what changed since the review before and"
                    + " what stands out. Traced.")
    public AccountReviews.Review next() {
        return reviews.begin(asking.caller());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ACCESS_REVIEW)
    @Operation(
            summary = "Hoàn tất rà soát — close a review",
            description = "Keeps the accounts as they are now with what is said of them. Each account that stands out"
                    + " needs a remark: 422 with a pointer for each that has none. Nothing of it is changed later.")
    public AccountReviews.Review close(AccountReviews.Closing closing) {
        if (closing == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what was found", "/conclusion");
        }
        return reviews.close(asking.caller(), closing);
    }

    @GET
    @Path("/{id}")
    @Requires(Right.ACCESS_REVIEW)
    @Operation(
            summary = "Một kỳ rà soát — one review",
            description = "As it was closed, whatever became of the accounts since. Traced.")
    public AccountReviews.Review review(@PathParam("id") UUID id) {
        return reviews.read(asking.caller(), id);
    }
}
