/** Setting up an installation: the first start, the sample hospital, and the configuration hospital IT imports. */
package vn.emr.core.setup;
