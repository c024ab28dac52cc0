/** The seven emotions that every table and network speaks of. */
package org.sparkaffect.emotion;
