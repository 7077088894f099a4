package vn.emr.api.operation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Rooms;
import vn.emr.api.Server;
import vn.emr.core.store.Database;
import vn.emr.core.store.ServerClock;
import vn.emr.core.testing.Role;

/** What the health page says of the machine itself. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class HealthTest {
    @Inject
    Database database;

    @Inject
    ServerClock right;

    @Test
    void a_wrong_clock_is_told_on_the_health_page() {
        Browser admin = new Rooms().person(Role.IT_ADMIN);
        right.look();
        admin.ask().get("/api/v1/health").then().statusCode(200).body("clock.troubles", empty());
        ServerClock wrong =
                new ServerClock(database, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(5)), Optional.empty());
        wrong.look();
        QuarkusMock.installMockForType(wrong, ServerClock.class);
        admin.ask().get("/api/v1/health").then().statusCode(200).body("clock.troubles", contains("DATABASE"));
    }
}
