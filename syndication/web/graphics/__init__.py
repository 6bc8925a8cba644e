"""What is drawn: charts and the map, from numbers to places on a surface."""
