package vn.emr.core.imaging;

import java.io.IOException;
import java.io.InputStream;

/**
 * What an archive answers, read while it comes. Who took it closes it.
 *
 * @param mediaType one that was asked for, with its parameters
 */
public record Fetched(String mediaType, InputStream body) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        body.close();
    }
}
