package vn.emr.core.seal;

import java.time.Instant;

/**
 * Where the chain stands.
 *
 * @param number of the last row that has one; 0 before the first
 * @param hash of that number, or of the beginning of the epoch
 * @param watermark whatever committed before is sealed; while {@code first}, whatever was written before is what was there
 *     before sealing began
 * @param first what was there before sealing began may not all have its numbers yet
 */
record Head(int epoch, long number, byte[] hash, Instant watermark, boolean first) {}
