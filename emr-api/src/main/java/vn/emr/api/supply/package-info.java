/** What the package is made of, which published weaknesses that has, and what must not be among the sources. */
package vn.emr.api.supply;
