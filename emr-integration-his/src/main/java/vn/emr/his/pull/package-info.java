/** What is fetched from a hospital system that cannot push: rows of its views, answers of its HTTP interface, made into notices. */
package vn.emr.his.pull;
