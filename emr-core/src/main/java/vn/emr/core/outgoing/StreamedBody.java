package vn.emr.core.outgoing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;

/** Hands on the body of an answer while it comes, up to a limit of bytes and of time; beyond either the connection is given up. */
final class StreamedBody implements BodySubscriber<InputStream> {
    private final BodySubscriber<InputStream> stream = BodySubscribers.ofInputStream();
    private final long limit;
    private final Duration time;

    StreamedBody(long limit, Duration time) {
        this.limit = limit;
        this.time = time;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return stream.getBody().thenApply(body -> new Limited(body, limit, time));
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        stream.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        stream.onNext(buffers);
    }

    @Override
    public void onError(Throwable throwable) {
        stream.onError(throwable);
    }

    @Override
    public void onComplete() {
        stream.onComplete();
    }

    private static final class Limited extends FilterInputStream {
        private final CompletableFuture<Boolean> late = new CompletableFuture<>();
        private long left;

        Limited(InputStream body, long limit, Duration time) {
            super(body);
            this.left = limit;
            // A reader that waits for a system that stalls is woken by the end of the stream.
            late.completeOnTimeout(true, time.toMillis(), TimeUnit.MILLISECONDS).thenRun(this::cut);
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            return counted(read, read);
        }

        @Override
        public void close() throws IOException {
            late.cancel(false);
            super.close();
        }

        private int counted(int read, int bytes) throws IOException {
            if (late.isDone() && !late.isCancelled()) {
                throw new IOException("not answered in time");
            }
            if (read >= 0) {
                left -= bytes;
                if (left < 0) {
                    close();
                    throw new OutgoingHttp.TooLong();
                }
            }
            return read;
        }

        private void cut() {
            try {
                in.close();
            } catch (IOException closed) {
                // It is over either way.
            }
        }
    }
}
