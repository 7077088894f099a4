package vn.emr.core.signature.remote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Function;
import vn.emr.core.signature.remote.ServiceHttp.Answer;

/** Tokens of people at a service, kept for a while in memory; one that the service takes no more is asked for anew, once. */
final class Tokens {
    private static final int UNAUTHORIZED = 401;

    private final Cache<String, String> byUser = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();
    private final Function<String, String> signIn;

    /** @param signIn a new token of a user */
    Tokens(Function<String, String> signIn) {
        this.signIn = signIn;
    }

    /** What is answered to a question that is asked with a token. */
    Answer with(String userId, Function<String, Answer> question) {
        String known = byUser.getIfPresent(userId);
        if (known != null) {
            Answer answer = question.apply(known);
            if (answer.status() != UNAUTHORIZED) {
                return answer;
            }
        }
        String fresh = signIn.apply(userId);
        byUser.put(userId, fresh);
        return question.apply(fresh);
    }
}
