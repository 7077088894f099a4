package vn.emr.api.start;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.postgres.DatabaseAddress.Account;
import vn.emr.core.postgres.SafeDatabase;

/** The last look before the doors open, and the line that says they are open. */
@ApplicationScoped
class Announcement {
    /** Set by {@link Main} only: tests run on databases that are unsafe on purpose. */
    @ConfigProperty(name = "emr.mode", defaultValue = "test")
    String mode;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    /** The first look, before the application, could not see tables that the migration has only now made. */
    void tablesToo(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting) {
        if (!mode.equals("test")) {
            SafeDatabase.mustBeSafe(url, new Account(user, password));
        }
    }

    void open(@ObservesAsync HttpServerStart started) {
        say("http", started.options().getHost(), started.options().getPort());
    }

    void openWithTls(@ObservesAsync HttpsServerStart started) {
        say("https", started.options().getHost(), started.options().getPort());
    }

    private void say(String scheme, String host, int port) {
        if (!mode.equals("test")) {
            String shown = host.equals("0.0.0.0") ? "<this machine>" : host;
            System.out.println("EMR server ready: " + scheme + "://" + shown + ":" + port + "/  (Ctrl-C stops it)");
        }
    }
}
