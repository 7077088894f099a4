/** Images of a chart: whose they are is judged here, fetched from the archive that keeps them, handed on without being kept. */
package vn.emr.core.imaging;
