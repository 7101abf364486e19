"""What takes Java or npm to prove: valid HTML by the Nu checker, and Lighthouse. Run by `make proof`."""
