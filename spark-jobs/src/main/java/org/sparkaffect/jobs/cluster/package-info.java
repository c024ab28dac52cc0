/** What the jobs need of Spark and of the cluster under it. */
package org.sparkaffect.jobs.cluster;
