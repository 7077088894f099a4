package vn.emr.his;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.RoutePolicySupport;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;

/**
 * The route behind {@code POST /api/v1/his/notices} and {@code /claims}: one delivery in, its outcome out, after the commit. No thread waits
 * for the commit. Stopping the route closes the door; the health page then shows it down.
 */
@ApplicationScoped
public class NoticesRoute extends RouteBuilder {
    /** Name of the door, also of the sources that may use it. */
    public static final String DOOR = "his-rest";

    static final String ENDPOINT = "direct:his-notices";
    static final String PATH = "/api/v1/his/notices";

    private final Function<Delivery, CompletionStage<Outcome>> inbox;
    private final Door door;

    @Inject
    public NoticesRoute(Inbox inbox, Doors doors) {
        this(inbox::receive, doors);
    }

    NoticesRoute(Function<Delivery, CompletionStage<Outcome>> inbox, Doors doors) {
        this.inbox = inbox;
        this.door = doors.register(DOOR, "HTTP", PATH);
    }

    @Override
    public void configure() {
        // A failure goes back to the resource, which answers it; the stock handler would log the exchange.
        from(ENDPOINT + "?block=false")
                .routeId("his-notices")
                .routePolicy(new ShowsState(door))
                .errorHandler(noErrorHandler())
                .process(new ToInbox(inbox, door));
    }

    private static final class ToInbox extends AsyncProcessorSupport {
        private final Function<Delivery, CompletionStage<Outcome>> inbox;
        private final Door door;

        private ToInbox(Function<Delivery, CompletionStage<Outcome>> inbox, Door door) {
            this.inbox = inbox;
            this.door = door;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            try {
                door.received();
                inbox.apply(exchange.getMessage().getBody(Delivery.class)).whenComplete((outcome, failure) -> {
                    if (failure == null) {
                        exchange.getMessage().setBody(outcome);
                    } else {
                        exchange.setException(failure);
                    }
                    callback.done(false);
                });
                return false;
            } catch (RuntimeException e) {
                exchange.setException(e);
                callback.done(true);
                return true;
            }
        }
    }

    private static final class ShowsState extends RoutePolicySupport {
        private final Door door;

        private ShowsState(Door door) {
            this.door = door;
        }

        @Override
        public void onStart(Route route) {
            door.up();
        }

        @Override
        public void onStop(Route route) {
            door.down(null);
        }

        @Override
        public void onResume(Route route) {
            door.up();
        }

        @Override
        public void onSuspend(Route route) {
            door.down(null);
        }
    }
}
