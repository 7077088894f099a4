package vn.emr.core.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What signing services tell without being asked: it is a reason to ask now, and never more. */
@ApplicationScoped
public class SigningNotices {
    /** Longer ones are cut, and then not understood. */
    public static final int LONGEST = 64 * 1024;

    private final SigningServices services;
    private final SigningJobRunner runner;

    @Inject
    public SigningNotices(SigningServices services, SigningJobRunner runner) {
        this.services = services;
        this.runner = runner;
    }

    /** Somebody, who need not be the service, says that something happened there. */
    public void told(byte[] body) {
        if (services.understood(body)) {
            runner.nudge();
        }
    }
}
