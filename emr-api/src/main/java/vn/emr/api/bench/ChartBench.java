package vn.emr.api.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;

/** How long the chart of a person with 5,000 values takes. */
final class ChartBench {
    private static final double BAR_MILLIS = 50;
    private static final int VALUES = 20;
    private static final int RESULTS = 250;

    /** A server is up for months: what is measured is compiled by then. */
    private static final int WARM_UP_SECONDS = 20;

    private static final int SECONDS = 8;

    private ChartBench() {}

    static void run(PackagedServer server, PrintStream out, Figures figures) throws Exception {
        server.start();
        feed(server);
        Clinician doctor = new Clinician(server);
        doctor.signIn("bs.noi", "SongHong-2026");
        String patient = "/api/v1/patients/" + doctor.find(ResultMessages.person(0));
        for (String page : new String[] {patient, patient + "/laboratory"}) {
            int bytes = doctor.get(page);
            Load.run(1, WARM_UP_SECONDS, () -> reading(doctor, page));
            Load.Slice slice = Load.run(1, SECONDS, () -> reading(doctor, page));
            String name = page.equals(patient) ? "chart" : "chart, laboratory";
            out.printf(
                    "%n%s with %,d values: p95 %.1f ms (%.0f per second, %,d bytes)%n",
                    name, RESULTS * VALUES, slice.p95Millis(), slice.perSecond(), bytes);
            figures.atMost(name + ": p95", slice.p95Millis(), "ms", BAR_MILLIS);
        }
        server.stop();
    }

    private static void feed(PackagedServer server) throws IOException {
        ResultMessages messages = new ResultMessages('D', 1, VALUES, Instant.now());
        try (Sender his = new Sender(server.hisPort());
                Sender lis = new Sender(server.lisPort())) {
            accepted(his.send(messages.registration(0)));
            accepted(his.send(messages.visit(0)));
            for (int number = 1; number <= RESULTS; number++) {
                accepted(lis.send(messages.frame(number)));
            }
        }
    }

    private static void accepted(byte[] answer) throws IOException {
        if (!Sender.code(answer).equals("AA")) {
            throw new IOException("not accepted: " + Sender.acknowledgement(answer));
        }
    }

    private static Load.Worker reading(Clinician doctor, String page) {
        return new Load.Worker() {
            @Override
            public void once() throws IOException, InterruptedException {
                doctor.get(page);
            }

            @Override
            public void close() {
                // The browser stays open for the next slice.
            }
        };
    }
}
