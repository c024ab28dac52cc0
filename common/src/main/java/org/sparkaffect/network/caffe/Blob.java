package org.sparkaffect.network.caffe;

/** Names a blob of a model. */
record Blob(String layer, int index) {
  @Override
  public String toString() {
    return layer + " blob " + index;
  }
}
