package vn.emr.api.demo;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Sends the sample through the doors in the order a hospital's day has: people and visits, then orders and station
 * visits, then results, and at last what their codes mean. Within one file messages keep their order on one connection; files travel side by side.
 */
final class Feed {
    /** Connections to a door, as a busy interface engine holds. */
    private static final int CONNECTIONS = 4;
    /** Attempts for a message that the server could not take for the moment. */
    private static final int ATTEMPTS = 5;

    private static final long PAUSE_MILLIS = 500;

    private final SampleHospital sample;
    private final FeederOptions to;
    private final NoticePoster poster;
    private final CodePoster codes;
    private final KeyPoster keys;
    private final FolderPoster folders;
    private final RequestPoster requests;
    private final Tally tally;
    private final Set<String> waiting;
    private volatile boolean closed;

    Feed(
            SampleHospital sample,
            FeederOptions to,
            NoticePoster poster,
            CodePoster codes,
            KeyPoster keys,
            FolderPoster folders,
            RequestPoster requests,
            Tally tally) {
        this.sample = sample;
        this.to = to;
        this.poster = poster;
        this.codes = codes;
        this.keys = keys;
        this.folders = folders;
        this.requests = requests;
        this.tally = tally;
        this.waiting = Set.copyOf(sample.hospital().feed().waiting());
    }

    /** How many messages and items there are to send. */
    int size() {
        Hospital.Feed feed = sample.hospital().feed();
        return count(feed.his())
                + count(feed.lis())
                + sample.notices().stream().mapToInt(n -> n.items().size()).sum()
                + sample.claims().size();
    }

    private int count(List<String> files) {
        return files.stream().mapToInt(f -> sample.messages(f).size()).sum();
    }

    /** Sends all of it; ends early at a closed door, because what follows would be set aside for want of a patient. */
    void send() throws InterruptedException {
        people();
        if (!closed) {
            notices();
        }
        if (!closed) {
            claims();
        }
        if (!closed) {
            results();
        }
        if (!closed) {
            meanings();
            folders();
            requests();
        }
    }

    /** A records clerk says what local codes mean. */
    private void meanings() throws InterruptedException {
        Hospital hospital = sample.hospital();
        try {
            codes.post(hospital.account(hospital.feed().codes().account()), sample.codes());
        } catch (IOException e) {
            tally.trouble(hospital.feed().codes().file() + ": " + e.getMessage());
        }
    }

    /** A doctor completes the folders of who went home, and some of what is there is signed. */
    private void folders() throws InterruptedException {
        Hospital hospital = sample.hospital();
        try {
            keys.post(hospital);
            folders.post(hospital, sample.folders());
        } catch (IOException e) {
            tally.trouble(hospital.feed().folders() + ": " + e.getMessage());
        }
    }

    /** Somebody asks for records, one takes it in and another decides. */
    private void requests() throws InterruptedException {
        Hospital hospital = sample.hospital();
        try {
            requests.post(hospital, sample.requests());
        } catch (IOException e) {
            tally.trouble(hospital.feed().requests().file() + ": " + e.getMessage());
        }
    }

    private void people() throws InterruptedException {
        door("his", to.hisPort(), sample.hospital().feed().his());
    }

    private void results() throws InterruptedException {
        door("lis", to.lisPort(), sample.hospital().feed().lis());
    }

    private void door(String source, int port, List<String> files) throws InterruptedException {
        String system = sample.hospital().source(source).name();
        var queue = new ConcurrentLinkedQueue<>(files);
        try (ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                senders.execute(() -> connection(system, port, queue));
            }
            senders.shutdown();
            senders.awaitTermination(1, TimeUnit.HOURS);
        }
    }

    private void connection(String system, int port, ConcurrentLinkedQueue<String> files) {
        try (MllpSender sender = new MllpSender(to.host(), port)) {
            for (String file = files.poll(); file != null; file = files.poll()) {
                for (SampleHospital.Message message : sample.messages(file)) {
                    Answer answer = send(sender, message.text());
                    Answer meant = waiting.contains(message.controlId()) ? Answer.WAITING : Answer.APPLIED;
                    tally.answered(system, message.controlId(), answer, answer == meant, message.observations());
                    if (answer == Answer.NONE) {
                        // Every further message would wait as long for nothing.
                        closed = true;
                        files.clear();
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer send(MllpSender sender, String message) throws InterruptedException {
        Answer answer = Answer.NONE;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                answer = Answer.ofAcknowledgement(sender.send(message));
            } catch (IOException e) {
                answer = Answer.NONE;
            }
            if (answer != Answer.NONE && answer != Answer.TEMPORARY) {
                return answer;
            }
            Thread.sleep(PAUSE_MILLIS * attempt);
        }
        return answer;
    }

    /** Station visits and orders, by the REST door. */
    private void notices() throws InterruptedException {
        for (SampleHospital.Notices notices : sample.notices()) {
            List<String> items = notices.items();
            for (int from = 0; from < items.size() && !closed; from += NoticePoster.ITEMS_PER_REQUEST) {
                List<String> some = items.subList(from, Math.min(items.size(), from + NoticePoster.ITEMS_PER_REQUEST));
                post(notices.source(), from, () -> poster.post(notices.source().credential(), some));
            }
        }
    }

    /** Visits that ended, as the hospital's own system claims them from the insurance. */
    private void claims() throws InterruptedException {
        List<SampleClaim> claims = sample.claims();
        Hospital.Sender source =
                sample.hospital().source(sample.hospital().feed().claims().source());
        for (SampleClaim claim : claims) {
            byte[] file = SampleClaim.file(source.facility(), List.of(claim));
            post(source, 0, () -> poster.claims(source.credential(), file, 1));
        }
    }

    private interface Request {
        List<Answer> send() throws IOException, InterruptedException;
    }

    private void post(Hospital.Sender source, int from, Request request) throws InterruptedException {
        String trouble = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                List<Answer> answers = request.send();
                for (int i = 0; i < answers.size(); i++) {
                    Answer answer = answers.get(i);
                    boolean done = answer == Answer.APPLIED || answer == Answer.REPLAYED;
                    tally.answered(source.name(), "#" + (from + i + 1), answer, done, 0);
                }
                return;
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage());
                Thread.sleep(PAUSE_MILLIS * attempt);
            }
        }
        closed = true;
        tally.trouble(source.name() + ": " + trouble);
    }
}
