/**
 * Fusion: members made of networks, the search for their weights on Spark, and how good all are.
 */
package org.sparkaffect.jobs.fuse;
